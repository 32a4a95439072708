using FerNet.Models;
using FerNet.Networks.Onnx.Format;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;
using static FerNet.Tests.Models.Hostile.HostileGraph;

namespace FerNet.Tests.Models.Hostile;

/// <summary>What a graph of allowed operators gives is checked as well: its weights may be anything.</summary>
public class HostileAnswerTests
{
    private static readonly Dictionary<string, (Action<ModelProto> Change, string Reason)> Changes = new()
    {
        ["scores that are no numbers"] = (model => Set(model, "mean", float.NaN), "holds infinite or NaN values"),
        ["scores without a sum of 1"] = (model =>
        {
            NodeProto softmax = model.Graph.Node.Single(node => node.OpType == "Softmax");
            softmax.OpType = "Sigmoid";
            softmax.Attribute.Clear();
        }, "which are not probabilities"),
    };

    [Theory]
    [InlineData("scores that are no numbers")]
    [InlineData("scores without a sum of 1")]
    public void Scores_that_are_no_probabilities_are_refused_by_the_files_name(string name)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("bad.onnx", With(Changes[name].Change));
        using EmotionModel model = EmotionModel.Load(path);
        string message = Assert.Throws<InvalidDataException>(() => model.Score(SmallModel.Faces)).Message;
        Assert.Contains("bad.onnx cannot be used", message, StringComparison.Ordinal);
        Assert.Contains(Changes[name].Reason, message, StringComparison.Ordinal);
        using EmotionPredictor predictor = new(model);
        byte[] image = EncodedImages.Gray(SmallModel.Faces.Pixels(0).ToArray(), 48, 48);
        Assert.Contains("bad.onnx", Assert.Throws<InvalidDataException>(() => predictor.Predict(image)).Message, StringComparison.Ordinal);

        MLContext context = new();
        IDataView answers = model.Transform(context.Data.LoadFromEnumerable([new Row { Image = image }]));
        Exception? error = Record.Exception(() => answers.GetColumn<string>("Emotion").ToArray());
        while (error is { InnerException: not null } and not InvalidDataException) error = error.InnerException;
        Assert.Contains("which are not probabilities", Assert.IsType<InvalidDataException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Boxes_that_are_no_numbers_are_refused_by_the_files_name()
    {
        byte[] graph = Changed(ShippedModel.Read(DetectorWriter.Name), model =>
        {
            TensorProto bias = model.Graph.Initializer.Single(tensor => tensor.Name == "head8.bias");
            byte[] numbers = bias.RawData.ToByteArray();
            BitConverter.GetBytes(float.NaN).CopyTo(numbers, sizeof(float));
            bias.RawData = ByteString.CopyFrom(numbers);
        });
        using TemporaryFolder folder = new();
        using FaceDetector detector = FaceDetector.Load(folder.Write("bad.onnx", graph));
        using EmotionModel model = SmallModel.Load();
        InputImage image = InputImage.Decode(EncodedImages.Gray(new byte[100 * 80], 100, 80));
        string message = Assert.Throws<InvalidDataException>(() => detector.Detect(image)).Message;
        Assert.Contains("bad.onnx cannot be used: its output 'Boxes' holds infinite or NaN values", message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"labels":null}""")]
    [InlineData("""{"labels":["angry",null]}""")]
    [InlineData("""{"warnings":[null]}""")]
    [InlineData("""{"metrics":null}""")]
    [InlineData("""{"metrics":{"accuracy":1e999}}""")]
    [InlineData("""{"temperature":1e999}""")]
    [InlineData("""{"licenseNotice":null}""")]
    [InlineData("""{"trainingTime":"99999999999.00:00:00"}""")]
    public void A_card_with_holes_is_refused(string card) => Assert.Contains("its card cannot be read", Refusal(With(model =>
        model.MetadataProps.Single(entry => entry.Key == ModelFacts.CardKey).Value = card)), StringComparison.Ordinal);

    [Fact]
    public void A_graph_that_is_missing_is_refused() =>
        Assert.Contains("it holds no graph", Refusal(With(model => model.Graph = null)), StringComparison.Ordinal);

    private static void Set(ModelProto model, string name, float value) =>
        model.Graph.Initializer.Single(tensor => tensor.Name == name).RawData = ByteString.CopyFrom(BitConverter.GetBytes(value));

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }
}
