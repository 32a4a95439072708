using System.Globalization;
using System.Text;
using FerNet.Drawing;
using FerNet.Networks.Onnx.Format;
using Google.Protobuf;

namespace FerNet.Interruptions;

/// <summary>A small training of drawn faces, with a checkpoint after each epoch.</summary>
internal sealed class TrainingJob(Programs programs, string folder) : DisturbedJob(programs, folder)
{
    private const int FacesPerEmotion = 10, Epochs = 4, BatchSize = 14;

    /// <summary>The columns of a learning curve that depend on no clock.</summary>
    private const int ColumnsOfLearning = 6;

    private string Data => Path.Combine(Folder, "faces.csv");

    public override string Name => "train";

    public override void Prepare()
    {
        FerDataset faces = DrawnFaces.Dataset(FacesPerEmotion, seed: 1);
        StringBuilder text = new("emotion,pixels,Usage\n");
        for (int face = 0; face < faces.Count; face++)
            text.Append(CultureInfo.InvariantCulture,
                $"{(int)faces.Label(face)},{string.Join(' ', faces.Pixels(face).ToArray())},{faces.Split(face)}\n");
        File.WriteAllText(Data, text.ToString());
    }

    public override bool IsDone(Ending ending) => ending.Code == 0;

    public override string? Difference(string expected, string actual)
    {
        if (!Weights(expected).SequenceEqual(Weights(actual))) return "the weights differ";
        return Curve(expected).SequenceEqual(Curve(actual)) ? null : "the learning curves differ";
    }

    public override IEnumerable<string> WrittenFolders(string output) => [output, Path.Combine(output, "model.checkpoints")];

    protected override IEnumerable<string> Arguments(string output, bool isFirst) =>
    [
        "train", "--data", Data, "--output", Model(output), "--network", "fast", "--epochs", $"{Epochs}", "--batch-size", $"{BatchSize}",
        .. isFirst ? Array.Empty<string>() : ["--resume"],
    ];

    private static string Model(string output) => Path.Combine(output, "model.zip");

    /// <summary>The network with its weights, without the card, which names times.</summary>
    private static byte[] Weights(string output)
    {
        using EmotionModel model = EmotionModel.Load(Model(output));
        return ModelProto.Parser.ParseFrom(model.Graph).Graph.ToByteArray();
    }

    private static IEnumerable<string> Curve(string output) => File.ReadLines(Path.Combine(output, "model.curve.csv"))
        .Select(line => string.Join(',', line.Split(',').Take(ColumnsOfLearning)));
}
