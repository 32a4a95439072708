using FerNet.Networks;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Training;

public class StartFromTests
{
    public static TheoryData<string> Names => ["default", "fast", "fast-branches", "plain", "residual", "everything"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_that_starts_from_a_graph_answers_as_the_graph_did(string name)
    {
        NativeTorch.Require();
        Network network = name switch
        {
            "default" => Network.Default,
            "fast" or "fast-branches" => Network.FromName(name),
            "plain" => SmallNetworks.Plain,
            "residual" => SmallNetworks.Residual,
            _ => SmallNetworks.Everything,
        };
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.Generator random = new(3);
        torch.Tensor faces = torch.randn([8, 1, 48, 48], generator: random);
        using TrainableNetwork before = new(network, learnsVotes: false, isHalf: false, seed: 5, torch.CPU);
        before.Disturb();
        byte[] graph = OnnxExport.Write(network, before.Weights.ToArrays(), new Normalization(128, 64), 1, halfWeights: false,
            new Dictionary<string, string>());

        using TrainableNetwork after = new(network, learnsVotes: true, isHalf: false, seed: 6, torch.CPU);
        after.StartFrom(GraphWeights.Read(graph, network), [faces]);

        float[] expected = WeightStore.Values(before.Answer(before.Weights, faces)),
            actual = WeightStore.Values(after.Answer(after.Weights, faces));
        float reach = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-3f * reach);
    }

    [Fact]
    public void While_it_learns_its_normalizations_leave_the_measured_faces_as_they_were()
    {
        NativeTorch.Require();
        using DisposeScope scope = torch.NewDisposeScope();
        using torch.Generator random = new(4);
        torch.Tensor faces = torch.randn([16, 1, 48, 48], generator: random);
        using TrainableNetwork before = new(SmallNetworks.Residual, learnsVotes: false, isHalf: false, seed: 5, torch.CPU);
        before.Disturb();
        byte[] graph = OnnxExport.Write(SmallNetworks.Residual, before.Weights.ToArrays(), new Normalization(128, 64), 1,
            halfWeights: false, new Dictionary<string, string>());
        using TrainableNetwork after = new(SmallNetworks.Residual, learnsVotes: false, isHalf: false, seed: 6, torch.CPU);
        after.StartFrom(GraphWeights.Read(graph, SmallNetworks.Residual), [faces]);

        // With no dropout at all, learning differs from answering by the batch's own statistics only, and they are the measured ones.
        float[] answering = WeightStore.Values(after.Answer(after.Weights, faces)),
            learning = WeightStore.Values(after.Learn(faces, dropShare: 0).Logits);
        float reach = answering.Max(Math.Abs);
        for (int i = 0; i < answering.Length; i++) Assert.Equal(answering[i], learning[i], 1e-3f * reach);
    }

    [Fact]
    public void Training_goes_on_where_the_model_stopped()
    {
        using EmotionModel model = SmallModel.Load();
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Residual,
            StartFrom = model,
            Recipe = new TrainingRecipe { LearningRate = 1e-7, BatchSize = 20, Epochs = 1 },
        };
        using EmotionModel same = new EmotionTrainer(options).Train(SmallModel.Faces);
        float[] expected = model.Logits(SmallModel.Faces.PublicTest), actual = same.Logits(SmallModel.Faces.PublicTest);
        // The weights hardly move at this rate; the running statistics follow the batches.
        Assert.InRange(expected.Zip(actual, (one, other) => Math.Abs(one - other)).Average(), 0, 0.25 * expected.Average(Math.Abs));
        Assert.Equal(model.Evaluate(SmallModel.Faces.PublicTest).Accuracy, same.Evaluate(SmallModel.Faces.PublicTest).Accuracy, 0.1);
        Assert.Equal((model.Card.Mean, model.Card.StandardDeviation), (same.Card.Mean, same.Card.StandardDeviation));
        Assert.Contains("started from 'residual'", same.Card.Recipe, StringComparison.Ordinal);
        Assert.Equal((64, model.Card.Digest), (same.Card.ParentDigest.Length, same.Card.ParentDigest));
        Assert.NotEqual(model.Card.Digest, same.Card.Digest);
        Assert.Equal(model.Evaluate(SmallModel.Faces.PublicTest).Accuracy, same.Card.StartMetrics["accuracy"]);
        Assert.Equal(SmallModel.Faces.PublicTest.Count, same.Card.StartMetrics["faces"]);
        string change = Assert.Single(same.Card.ToString().Split(Environment.NewLine),
            line => line.StartsWith("before and after: accuracy ", StringComparison.Ordinal));
        Assert.Contains(FormattableString.Invariant(
            $"macro F1 {same.Card.StartMetrics["macroF1"]:0.####} and {same.Card.Metrics["macroF1"]:0.####}, "), change,
            StringComparison.Ordinal);
        Assert.EndsWith(" on 35 validation faces", change, StringComparison.Ordinal);

        using EmotionModel fresh = new EmotionTrainer(options with { StartFrom = null }).Train(SmallModel.Faces);
        Assert.Equal(("", 0), (fresh.Card.ParentDigest, fresh.Card.StartMetrics.Count));
        Assert.True(fresh.Evaluate(SmallModel.Faces.PublicTest).Accuracy < same.Evaluate(SmallModel.Faces.PublicTest).Accuracy);
    }

    [Fact]
    public void A_model_of_another_network_is_refused_by_name()
    {
        using EmotionModel model = SmallModel.Load();
        EmotionTrainer trainer = new(new EmotionTrainerOptions { Network = SmallNetworks.Plain, StartFrom = model });
        string message = Assert.Throws<ArgumentException>(() => trainer.Train(SmallModel.Faces)).Message;
        Assert.Contains("'residual'", message, StringComparison.Ordinal);
        Assert.Contains("'plain'", message, StringComparison.Ordinal);
    }
}
