using FerNet.Imaging;
using FerNet.Models;
using FerNet.Networks.Onnx.Format;
using FerNet.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Tests.Networks.Onnx;

/// <summary>What docs/scaling.md and docs/model-file.md promise to engines that load the exported graph without FerNet.</summary>
public sealed class ExportContractTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, bool> Exports => new()
    {
        { "default", true }, { "default", false }, { "fast", true }, { "fast", false },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Exports))]
    public void Names_and_shapes_are_fixed_and_any_number_of_faces_is_scored(string name, bool plain)
    {
        using EmotionModel model = Export(name, plain, out string path);
        using InferenceSession session = new(path);
        (string Name, NodeMetadata Value) input = Assert.Single(session.InputMetadata.Select(item => (item.Key, item.Value)));
        Assert.Equal(("Face", typeof(float)), (input.Name, input.Value.ElementType));
        Assert.Equal([-1, 1, 48, 48], input.Value.Dimensions);
        Assert.Equal(["Logits", "Score"], session.OutputMetadata.Keys.Order(StringComparer.Ordinal));
        Assert.All(session.OutputMetadata.Values, output => Assert.Equal([-1, 7], output.Dimensions));

        foreach (int count in (int[])[1, 2, 65])
        {
            byte[] patches = new byte[count * FacePatch.PixelCount];
            new Random(count).NextBytes(patches);
            float[] levels = [.. patches.Select(level => (float)level)];
            using OrtValue faces = OrtValue.CreateTensorValueFromMemory(levels, [count, 1, 48, 48]);
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["Face"], [faces], ["Score"]);
            float[] scores = outputs[0].GetTensorDataAsSpan<float>().ToArray();
            Assert.Equal(count * EmotionExtensions.Count, scores.Length);
            Assert.All(model.Score(patches).Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public void Operators_are_standard_ones_in_a_fixed_version(string name, bool plain)
    {
        using EmotionModel model = Export(name, plain, out string path);
        ModelProto graph = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        string[] domains = plain ? [""] : ["", "ai.onnx.ml"];
        Assert.Equal(domains, graph.OpsetImport.Select(set => set.Domain).Order(StringComparer.Ordinal));
        Assert.Equal(17, graph.OpsetImport.Single(set => set.Domain.Length == 0).Version);
        Assert.All(graph.Graph.Node, node => Assert.Contains(node.Domain, domains));
    }

    private EmotionModel Export(string name, bool plain, out string path)
    {
        EmotionModel model = name == "fast" ? EmotionModel.LoadFast() : EmotionModel.LoadDefault();
        path = folder.File($"{name}.onnx");
        model.ExportOnnx(path, new OnnxExportOptions { Plain = plain });
        return model;
    }
}
