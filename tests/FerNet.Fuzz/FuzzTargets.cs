using FerNet.Data;
using FerNet.Data.Detection;
using FerNet.Data.Tables;
using FerNet.Models;
using FerNet.Networks.Onnx.Format;
using FerNet.Training;
using FerNet.Training.Native;
using Google.Protobuf;

namespace FerNet.Fuzz;

/// <summary>Every reader of files that strangers may have made, and the service that reads their uploads.</summary>
internal static class FuzzTargets
{
    /// <summary>The limit that docs/security.md advises for a service.</summary>
    private const int MaxPixels = 25_000_000;

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Table("csv", skipBadRows: false),
        Table("csv-skip", skipBadRows: true),
        Packed("csv-gz", ".csv.gz", Seeds.GzipTables),
        Packed("zip", ".zip", Seeds.ImageZips, (zip, random) => ZipMutator.Change(zip, Bytes, random)),
        Packed("tar", ".tar", Seeds.Tars),
        Packed("tar-gz", ".tar.gz", Seeds.GzipTars),
        Packed("dataset", ".npz", Seeds.Datasets, (zip, random) => DatasetMutator.Change(zip, Bytes, random)),
        File("votes", ".csv", Seeds.Votes, path => FerPlusFile.Read(path)),
        Image("png", Seeds.Pngs),
        Image("jpeg", Seeds.Jpegs),
        Image("webp", Seeds.WebPs),
        Image("bmp", Seeds.Bmps),
        Image("gif", Seeds.Gifs),
        new FuzzTarget
        {
            Name = "upload",
            Seeds = UploadService.Requests,
            Read = UploadService.Send,
            ChangeStructure = UploadService.ChangeBody,
        },
        new FuzzTarget
        {
            Name = "model-zip",
            Seeds = Seeds.ModelZips,
            Read = LoadModel,
            ChangeStructure = (zip, random) => ZipMutator.Change(zip, Bytes, random),
        },
        new FuzzTarget
        {
            Name = "model-graph",
            Seeds = Seeds.ModelGraphs,
            Read = graph => LoadModel(Sealed(graph)),
            ChangeStructure = ProtobufMutator.Change,
        },
        new FuzzTarget
        {
            Name = "detector",
            Seeds = Seeds.Detectors,
            Read = graph => new FaceDetector(Sealed(graph), "the file").Dispose(),
            ChangeStructure = ProtobufMutator.Change,
        },
        File("checkpoint", ".safetensors", Seeds.Checkpoints, path => TensorFile.Read(path)),
        File("faces-csv", ".csv", Seeds.FaceTables, LoadPhotographs, folderName: "faces.csv"),
        File("wider", ".txt", Seeds.WiderLists, LoadPhotographs),
        File("coco", ".json", Seeds.CocoFiles, LoadPhotographs),
        new FuzzTarget
        {
            Name = "elf",
            Seeds = Seeds.Libraries,
            Read = library => SymbolVersionPatch.MakeWeak([.. library], "GLIBCXX_3.4.32"),
            IsRefusal = _ => false,
        },
    ];

    private static byte[] Bytes(byte[] content, Random random) => ByteMutator.Change(content, content, random);

    private static FuzzTarget Table(string name, bool skipBadRows) => new()
    {
        Name = name,
        Seeds = Seeds.Tables,
        Read = table => CsvTable.Read(new MemoryStream(table), "a.csv", skipBadRows, CancellationToken.None),
    };

    private static FuzzTarget Image(string name, Func<IReadOnlyList<byte[]>> seeds) => new()
    {
        Name = name,
        Seeds = seeds,
        Read = encoded => InputImage.Decode(encoded, "the image", MaxPixels),
    };

    private static FuzzTarget Packed(string name, string ending, Func<IReadOnlyList<byte[]>> seeds,
        Func<byte[], Random, byte[]>? changeStructure = null) =>
        File(name, ending, seeds, path => FerDataset.Load(path, new FerDatasetOptions { Faces = FaceSearch.None })) with
        {
            ChangeStructure = changeStructure,
        };

    /// <summary>A reader of a file on disk: each input is written to the same file first.</summary>
    private static FuzzTarget File(string name, string ending, Func<IReadOnlyList<byte[]>> seeds, Action<string> read,
        string? folderName = null)
    {
        Lazy<string> folder = new(MakeFolder);
        return new FuzzTarget
        {
            Name = name,
            Seeds = seeds,
            Read = content =>
            {
                System.IO.File.WriteAllBytes(Path.Combine(folder.Value, folderName ?? "input" + ending), content);
                read(folderName is null ? Path.Combine(folder.Value, "input" + ending) : folder.Value);
            },
        };
    }

    /// <summary>A folder with the photographs that annotations name; nothing of them is read.</summary>
    private static string MakeFolder()
    {
        string folder = Directory.CreateTempSubdirectory("fernet-fuzz-").FullName;
        foreach (string photo in Seeds.PhotoNames)
        {
            string path = Path.Combine(folder, photo);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            System.IO.File.WriteAllBytes(path, []);
        }
        return folder;
    }

    private static void LoadPhotographs(string path) => FaceDetectionDataset.Load(path);

    private static void LoadModel(byte[] file)
    {
        using MemoryStream stream = new(file);
        using EmotionModel model = EmotionModel.Load(stream);
        model.Score(Seeds.Patch);
    }

    /// <summary>With a right digest, so that the checks behind it are reached; bytes that are no message stay as they are.</summary>
    private static byte[] Sealed(byte[] graph)
    {
        try
        {
            return ModelFacts.SealAgain(ModelProto.Parser.ParseFrom(graph));
        }
        catch (InvalidProtocolBufferException)
        {
            return graph;
        }
    }
}
