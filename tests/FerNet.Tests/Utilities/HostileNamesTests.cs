using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using FerNet.Data.Detection;
using FerNet.Faces.YuNet;
using FerNet.Imaging;
using FerNet.Models;
using FerNet.Tests.Support;

namespace FerNet.Tests.Utilities;

/// <summary>
/// Whatever a file, a folder, an entry or a header is called: the message is one that a terminal and a log can take, and is short.
/// </summary>
public sealed class HostileNamesTests : IDisposable
{
    private const string Hostile = "a\e[31m\nfernet: all is well\e[0m\u202Egpj";

    private readonly TemporaryFolder root = new();

    public void Dispose() => root.Dispose();

    private string Folder => Directory.CreateDirectory(root.File(Hostile)).FullName;

    public static TheoryData<string> Doors() =>
    [
        "image missing", "image relative", "image foreign", "image folder", "image data URI", "model missing", "model foreign",
            "model folder", "model damaged zip", "model data URI", "detector missing",
        "detector foreign", "YuNet foreign", "dataset missing", "dataset data URI", "dataset folder", "dataset table", "dataset header",
            "dataset image", "dataset tar", "dataset zip", "save below file", "save folder",
        "export folder", "checkpoint folder", "votes missing",
        "photographs missing", "photographs foreign", "photographs table",
    ];

    [Theory]
    [MemberData(nameof(Doors))]
    public void The_message_is_clean_and_short(string door)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows no such names.");
        Exception? error = Record.Exception(() => Open(door));
        Assert.NotNull(error);
        for (Exception? one = error; one is not null && one.GetType().Assembly != typeof(object).Assembly; one = one.InnerException)
            AssertClean(one.Message);
        AssertClean(error.Message);
        if (error is FileNotFoundException missing) AssertClean(missing.FileName ?? "");
    }

    private static void AssertClean(string message)
    {
        Assert.DoesNotContain(message, one => char.IsControl(one) || one == '\u202E');
        Assert.InRange(message.Length, 0, 900);
    }

    private void Open(string door)
    {
        const string DataUri = "data:image/png;base64,";
        string uri = DataUri + new string('A', 200_000);
        string text = Path.Combine(Folder, Hostile + ".txt");
        File.WriteAllText(text, "no image, no model, no table");
        switch (door)
        {
            case "image missing": InputImage.Load(Path.Combine(Folder, "none")); break;
            case "image relative": InputImage.Load(Hostile + "none"); break;
            case "image foreign": InputImage.Load(text); break;
            case "image folder": InputImage.Load(Folder); break;
            case "image data URI": InputImage.Load(uri); break;
            case "model missing": EmotionModel.Load(Path.Combine(Folder, "none")); break;
            case "model foreign": EmotionModel.Load(text); break;
            case "model folder": EmotionModel.Load(Folder); break;
            case "model damaged zip": EmotionModel.Load(Damaged()); break;
            case "model data URI": EmotionModel.Load(uri); break;
            case "detector missing": FaceDetector.Load(Path.Combine(Folder, "none")); break;
            case "detector foreign": FaceDetector.Load(text); break;
            case "YuNet foreign": _ = new YuNetFaceDetector(text); break;
            case "dataset missing": FerDataset.Load(Path.Combine(Folder, "none")); break;
            case "dataset data URI": FerDataset.Load(uri); break;
            case "dataset folder": FerDataset.Load(Directory.CreateDirectory(Path.Combine(Folder, "empty")).FullName); break;
            case "dataset table": FerDataset.Load(Table("emotion,pixels\n3,1 2 3\n")); break;
            case "dataset header": FerDataset.Load(Table($"emotion,{Hostile.Replace('\n', ' ')}{new string('x', 3000)}\n3,1\n")); break;
            case "dataset image": FerDataset.Load(Album()); break;
            case "dataset tar": FerDataset.Load(Tar()); break;
            case "dataset zip": FerDataset.Load(Zip()); break;
            case "save below file": Model(model => model.Save(Path.Combine(text, Hostile))); break;
            case "save folder": Model(model => model.Save(Folder)); break;
            case "export folder": Model(model => model.ExportOnnx(Folder, new OnnxExportOptions { Plain = true })); break;
            case "checkpoint folder":
                new EmotionTrainer(
                new EmotionTrainerOptions { Network = SmallNetworks.Plain, CheckpointDirectory = text }).Train(SmallModel.Faces); break;
            case "photographs missing": FaceDetectionDataset.Load(Path.Combine(Folder, "none")); break;
            case "photographs foreign": FaceDetectionDataset.Load(text); break;
            case "photographs table":
                FaceDetectionDataset.Load(
                Table($"file,x,y,width,height\n{Hostile.Replace('\n', ' ')}{new string('x', 3000)}.jpg,1,2,3,4\n")); break;
            case "votes missing":
                FerDataset.Load(
                Table($"emotion,pixels,Usage\n3,{string.Join(' ', Enumerable.Repeat("7", FacePatch.PixelCount))},Training\n"),
                    new FerDatasetOptions { FerPlusPath = Path.Combine(Folder, "none") }); break;
        }
    }

    private static void Model(Action<EmotionModel> act)
    {
        using EmotionModel model = SmallModel.Load();
        act(model);
    }

    private string Table(string content)
    {
        string path = Path.Combine(Folder, Hostile + ".csv");
        File.WriteAllText(path, content);
        return path;
    }

    private string Damaged()
    {
        string path = Path.Combine(Folder, Hostile + ".zip");
        File.WriteAllBytes(path, SmallModel.Bytes[..(SmallModel.Bytes.Length / 2)]);
        return path;
    }

    private string Album()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, "album", "happy")).FullName;
        File.WriteAllText(Path.Combine(folder, Hostile + ".png"), "no image");
        return Path.GetDirectoryName(folder)!;
    }

    private string Tar()
    {
        string path = Path.Combine(Folder, Hostile + ".tar");
        using TarWriter tar = new(File.Create(path));
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Hostile + ".csv")
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes("emotion,pixels\n3,1 2 3\n")),
        });
        return path;
    }

    private string Zip()
    {
        string path = Path.Combine(Folder, Hostile + ".zip");
        using ZipArchive zip = new(File.Create(path), ZipArchiveMode.Create);
        using Stream entry = zip.CreateEntry(Hostile + new string('x', 1000) + ".csv").Open();
        entry.Write("emotion,pixels\n3,1 2 3\n"u8);
        return path;
    }
}
