using FerNet.Imaging;
using FerNet.Models;
using FerNet.Networks.Onnx.Format;
using FerNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace FerNet.Tests.Workarounds;

/// <summary>
/// What ML.NET does without FerNet's workarounds. A test that fails here says that its workaround can go, see docs/workarounds.md.
/// </summary>
public class MachineLearningNetTests
{
    private const int Float16 = 10;

    private readonly MLContext context = new();

    [Fact]
    public void The_pixels_of_an_MLImage_cannot_be_read_beside_SkiaSharp_3()
    {
        using MLImage image = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [1, 2, 3, 255]);
        Assert.Throws<MissingMethodException>(() => MLImageReader.FromPixels(image));
    }

    [Fact]
    public void A_network_that_is_read_from_a_file_needs_the_file_again_to_be_saved()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("network.onnx", Network());
        OnnxTransformer transformer = Fit(context.Transforms.ApplyOnnxModel([ZipGraph.Score], [ZipGraph.Face], file));
        context.Model.Save(transformer, null, new MemoryStream());
        File.Delete(file);
        Assert.ThrowsAny<Exception>(() => context.Model.Save(transformer, null, new MemoryStream()));
        ((IDisposable)transformer).Dispose();
    }

    [Fact]
    public void A_network_that_is_read_from_a_stream_leaves_its_file_behind()
    {
        using TemporaryFolder folder = new();
        context.TempFilePath = folder.Path;
        OnnxTransformer transformer =
            Fit(context.Transforms.ApplyOnnxModel([ZipGraph.Score], [ZipGraph.Face], new MemoryStream(Network())));
        ((IDisposable)transformer).Dispose();
        Assert.NotEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void An_initializer_of_float16_is_refused()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(Network());
        NodeProto[] constants = [.. model.Graph.Node.Where(node => node.OpType == "Constant" && node.Attribute[0].T?.DataType == Float16)];
        Assert.NotEmpty(constants);
        foreach (NodeProto node in constants)
        {
            TensorProto tensor = node.Attribute[0].T;
            tensor.Name = node.Output[0];
            model.Graph.Initializer.Add(tensor);
            model.Graph.Node.Remove(node);
        }
        using TemporaryFolder folder = new();
        string file = folder.Write("network.onnx", Google.Protobuf.MessageExtensions.ToByteArray(model));
        Exception error = Assert.ThrowsAny<Exception>(() =>
            Fit(context.Transforms.ApplyOnnxModel([ZipGraph.Score], [ZipGraph.Face], file)));
        Assert.Contains("Float16", $"{error}");
    }

    [Fact]
    public void Estimators_of_others_cannot_describe_their_columns() => Assert.Empty(typeof(SchemaShape.Column).GetConstructors());

    private OnnxTransformer Fit(OnnxScoringEstimator estimator) =>
        estimator.Fit(context.Data.LoadFromEnumerable(Array.Empty<Row>()));

    private static byte[] Network()
    {
        using EmotionModel model = EmotionModel.LoadFast();
        return ZipGraph.ToZipNames(model.Graph);
    }

    private sealed class Row
    {
        [ColumnName(ZipGraph.Face)]
        [VectorType(1, FacePatch.Size, FacePatch.Size)]
        public float[] Face { get; set; } = [];
    }
}
