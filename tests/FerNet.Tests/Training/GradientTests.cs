using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Training;

public class GradientTests
{
    [Fact]
    public void The_gradient_of_a_step_is_the_slope_of_the_loss()
    {
        NativeTorch.Require();
        Network network = new("smooth", new Conv2D(2, 5) { Stride = 4, KernelL2 = 0.05 }, new Flatten(), new Dense(7));
        using TrainableNetwork trainable = new(network, learnsVotes: true, isHalf: false, seed: 2, torch.CPU);
        FerDataset faces = Patterns.Dataset(perLabel: 1, seed: 3);
        TrainingRecipe recipe = new() { BatchSize = 7, LabelSmoothing = 0.1, VotesWeight = 0.5 };
        Batch batch = new BatchMaker(faces, recipe, new Normalization(120, 60), null, 1).Make(0, 0, [0, 1, 2, 3, 4, 5, 6]);
        float[] votes = [.. Enumerable.Range(0, 70).Select(i => i % 10 == i / 10 ? 1f : 0f)];

        double LossNow()
        {
            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor loss = LossOf(trainable, batch, votes);
            return loss.to(torch.float64).item<double>();
        }

        using (torch.NewDisposeScope()) LossOf(trainable, batch, votes).backward();
        foreach (string name in (string[])["0.kernel", "0.bias", "2.kernel", "2.bias", "votes.kernel"])
        {
            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor weight = trainable.Weights[name];
            float[] gradient = WeightStore.Values(weight.grad!), values = WeightStore.Values(weight);
            int at = values.Length / 2;
            const float Step = 1e-2f;
            double up = LossWith(trainable, name, values, at, Step, LossNow), down = LossWith(trainable, name, values, at, -Step, LossNow);
            double slope = (up - down) / (2 * Step);
            Assert.InRange(gradient[at], slope - 2e-3 - (0.02 * Math.Abs(slope)), slope + 2e-3 + (0.02 * Math.Abs(slope)));
        }
    }

    private static torch.Tensor LossOf(TrainableNetwork network, Batch batch, float[] votes)
    {
        (torch.Tensor logits, torch.Tensor? voteLogits) = network.Learn(torch.tensor(batch.Pixels, [batch.Count, 1, 48, 48]));
        return Loss.Compute(network, logits, torch.tensor(batch.Targets, [batch.Count, 7]), voteLogits,
            torch.tensor(votes, [batch.Count, 10]), 0.5);
    }

    private static double LossWith(TrainableNetwork network, string name, float[] values, int at, float change, Func<double> loss)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        float[] moved = [.. values];
        moved[at] += change;
        torch.Tensor weight = network.Weights[name];
        using (torch.no_grad()) weight.copy_(torch.tensor(moved, weight.shape));
        double answer = loss();
        using (torch.no_grad()) weight.copy_(torch.tensor(values, weight.shape));
        return answer;
    }
}
