using FerNet.Drawing;
using FerNet.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Cli;

/// <summary>No command destroys what it reads or what is of another kind, and a drawing is of the kind that its name says.</summary>
public sealed class OutputChecksTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("drawn.png")]
    [InlineData("drawn.jpg")]
    [InlineData("drawn.JPEG")]
    [InlineData("drawn.webp")]
    public void A_drawing_is_of_the_kind_that_its_name_says(string name)
    {
        string face = Face(), drawn = folder.File(name), why = folder.File("why-" + name);
        Shell shell = Shell.Run("predict", face, "--model", "fast", "--annotate", drawn, "--explain", why);
        Assert.True(shell.Code == 0, shell.Error);
        foreach (string file in (string[])[drawn, why])
        {
            string kind = ImageKind.Detect(File.ReadAllBytes(file))!.Name;
            Assert.Equal(name[6..].ToUpperInvariant() switch { "PNG" => "PNG", "WEBP" => "WebP", _ => "JPEG" }, kind);
        }
        Assert.Equal(100, InputImage.Load(drawn).Width);
    }

    [Theory]
    [InlineData("drawn.gif")]
    [InlineData("drawn.bmp")]
    [InlineData("drawn.pdf")]
    [InlineData("drawn")]
    public void Other_kinds_of_drawings_are_refused_before_any_work(string name)
    {
        Refused("use .png, .jpg or .webp.", "predict", Face(), "--annotate", folder.File(name));
        Refused("use .png, .jpg or .webp.", "evaluate", "--data", DrawnFiles.Csv(folder, 1), "--confusion",
            folder.File(name));
        Assert.False(File.Exists(folder.File(name)));
    }

    [Fact]
    public void A_name_that_says_another_kind_is_refused()
    {
        Refused("the extension is of a model file, but an ONNX file is written; use .onnx.", "export", "--output", folder.File("a.zip"));
        Refused("the extension is of an ONNX file, but a model file is written", "train", "--data", DrawnFiles.Csv(folder, 1), "--output",
            folder.File("a.onnx"));
        Refused("the extension is of a PNG image, but an HTML page is written", "report", "--data",
            DrawnFiles.Csv(folder, 1), "--output", folder.File("a.png"));
    }

    [Fact]
    public void What_is_read_is_not_written_whichever_way_leads_to_it()
    {
        string data = DrawnFiles.Csv(folder, 1), face = Face(), model = folder.Write("models/own.onnx", []);
        using (EmotionModel fast = EmotionModel.LoadFast()) fast.ExportOnnx(model);
        byte[] before = File.ReadAllBytes(data);
        Directory.CreateSymbolicLink(folder.File("way"), folder.Path);
        File.CreateSymbolicLink(folder.File("link.csv"), data);
        File.CreateSymbolicLink(folder.File("link.onnx"), model);
        string through = Path.Combine(folder.File("way"), Path.GetFileName(data));
        foreach (string path in (string[])[data, folder.File("link.csv"), through,
            Path.Combine(folder.Path, "models", "..", Path.GetFileName(data))])
        {
            Refused("which --data reads", "evaluate", "--data", data, "--csv", path);
            Refused("which --data reads", "evaluate", "--data", path, "--csv", data, "--force");
        }
        Refused("which --model reads", "export", "--model", folder.File("link.onnx"), "--output", model);
        Refused("which --model reads", "report", "--data", data, "--model", model, "--output", model);
        Refused("which this command reads", "predict", face, "--annotate", Path.Combine(folder.File("way"), "face.png"));
        Refused("which --start reads", "train", "--data", data, "--start", model, "--output", model);
        Refused("which --json writes too", "evaluate", "--data", data, "--json", folder.File("one"), "--csv",
            Path.Combine(folder.File("way"), "one"));
        Assert.Equal(before, File.ReadAllBytes(data));
    }

    [Fact]
    public void An_image_within_a_folder_that_is_read_is_not_written()
    {
        string image = folder.Write("album/happy/1.png", DrawnFaces.Png(Emotion.Happy, 1, 48));
        Refused("which --data reads", "evaluate", "--data", folder.File("album"), "--confusion", image);
    }

    [Fact]
    public void A_file_of_another_kind_is_replaced_only_when_it_is_asked_for()
    {
        string notes = folder.Write("notes.csv", "dear diary"u8), data = DrawnFiles.Csv(folder, 4),
            other = folder.Write("other.onnx", "my notes"u8);
        Refused("already exists and is not a table of metrics", "evaluate", "--data", data, "--csv", notes);
        Refused("already exists and is not an ONNX file", "export", "--model", "fast", "--output", other);
        Assert.Equal("my notes", File.ReadAllText(other));
        Shell forced = Shell.Run("export", "--model", "fast", "--output", other, "--force");
        Assert.True(forced.Code == 0, forced.Error);
        Shell again = Shell.Run("export", "--model", "fast", "--output", other, "--plain");
        Assert.True(again.Code == 0, again.Error);
        using EmotionModel read = EmotionModel.Load(other);
    }

    /// <summary>A second evaluation replaces the files of the first: each kind knows what it wrote.</summary>
    [Fact]
    public void Files_of_the_same_kind_are_replaced()
    {
        string data = DrawnFiles.Csv(folder, 10), model = folder.File("small.zip");
        File.WriteAllBytes(model, SmallModel.Bytes);
        string[] evaluate =
        [
            "evaluate", "--data", data, "--split", "all", "--model", model, "--json", folder.File("e.json"), "--csv", folder.File("e.csv"),
                "--markdown", folder.File("e.md"), "--confusion", folder.File("c.webp"), "--mistakes", folder.File("m.jpg"),
        ];
        string[] report = ["report", "--data", data, "--split", "all", "--model", model, "--output", folder.File("r.html")];
        foreach (string[] line in (string[][])[evaluate, evaluate, report, report])
        {
            Shell shell = Shell.Run(line);
            Assert.True(shell.Code == 0, shell.Error);
        }
    }

    [Fact]
    public void A_warning_of_an_image_is_told()
    {
        byte[] jpeg = FerNet.Tests.Imaging.EncodedImages.Gray(new byte[64 * 64], 64, 64, SkiaSharp.SKEncodedImageFormat.Jpeg);
        Shell shell = Shell.Run("predict", folder.Write("cut.jpg", jpeg.AsSpan(0, jpeg.Length - 2)), "--model", "fast", "--json");
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Contains("no end marker", shell.Error, StringComparison.Ordinal);
        Assert.Contains("\"warning\":\"The JPEG file has no end marker", shell.Output, StringComparison.Ordinal);
    }

    private string Face() => folder.Write("face.png", DrawnFaces.Png(Emotion.Happy, seed: 1, side: 100));

    private static void Refused(string why, params string[] arguments)
    {
        Shell shell = Shell.Run(arguments);
        Assert.Equal(2, shell.Code);
        Assert.Contains(why, shell.Error, StringComparison.Ordinal);
    }
}
