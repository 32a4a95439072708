using System.IO.Compression;
using System.Text;
using CsCheck;
using FerNet.Models;
using FerNet.Networks.Onnx.Format;
using FerNet.Tests.Support;
using Google.Protobuf;
using Microsoft.ML;

namespace FerNet.Tests.Models;

public class DamagedModelTests
{
    [Fact]
    public void Each_kind_of_wrong_file_is_told_apart()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("There is no model file at",
            Assert.Throws<FileNotFoundException>(() => EmotionModel.Load(folder.File("none.zip"))).Message);
        Assert.Contains("is a folder", Assert.Throws<FileNotFoundException>(() => EmotionModel.Load(folder.Path)).Message);
        Assert.Contains("is empty", Refusal([]));
        Assert.Contains("not a readable zip",
            Refusal(Encoding.UTF8.GetBytes("this is a text and no zip at all, and it is long enough to look at")));
        Assert.Contains("not a readable zip", Refusal(SmallModel.Bytes[..(SmallModel.Bytes.Length / 2)]));
        Assert.Contains("is a zip, but no model", Refusal(Zip(("readme.txt", "hello"u8.ToArray()))));
        Assert.Contains("not one of FerNet's", Refusal(ForeignModel()));
    }

    [Fact]
    public void A_newer_file_asks_for_an_update_and_a_changed_weight_is_noticed()
    {
        using EmotionModel model = SmallModel.Load();
        using TemporaryFolder folder = new();
        model.ExportOnnx(folder.File("m.onnx"));
        byte[] graph = File.ReadAllBytes(folder.File("m.onnx"));

        ModelProto newer = ModelProto.Parser.ParseFrom(graph);
        newer.MetadataProps.Single(entry => entry.Key == ModelFacts.FormatKey).Value = "2";
        Assert.Contains("Update the package FerNet",
            Assert.Throws<InvalidDataException>(() => ModelFacts.Read(newer.ToByteArray(), "m")).Message);

        ModelProto changed = ModelProto.Parser.ParseFrom(graph);
        byte[] raw = changed.Graph.Initializer[0].RawData.ToByteArray();
        raw[0] ^= 1;
        changed.Graph.Initializer[0].RawData = ByteString.CopyFrom(raw);
        Assert.Contains("does not match its digest",
            Assert.Throws<InvalidDataException>(() => ModelFacts.Read(changed.ToByteArray(), "m")).Message);

        ModelProto foreign = ModelProto.Parser.ParseFrom(graph);
        foreign.MetadataProps.Clear();
        Assert.Contains("FerNet did not write",
            Assert.Throws<InvalidDataException>(() => ModelFacts.Read(foreign.ToByteArray(), "m")).Message);
    }

    [Fact]
    public void An_exported_graph_is_a_model_and_a_detector_is_none()
    {
        using TemporaryFolder folder = new();
        using EmotionModel model = SmallModel.Load();
        model.ExportOnnx(folder.File("m.onnx"));
        using EmotionModel loaded = EmotionModel.Load(folder.File("m.onnx"));
        Assert.Equal(model.Score(SmallModel.Faces.Pixels(0)), loaded.Score(SmallModel.Faces.Pixels(0)));
        loaded.Save(folder.File("m.zip"));
        using EmotionPredictor predictor = EmotionPredictor.Load(folder.File("m.zip"));
        Assert.Equal(model.Card.DataDigest, predictor.Card.DataDigest);

        using FaceDetector detector = FaceDetector.CreateDefault();
        detector.Save(folder.File("faces.onnx"));
        Assert.Contains("none that recognizes emotions: it is 'faces'",
            Assert.Throws<InvalidDataException>(() => EmotionModel.Load(folder.File("faces.onnx"))).Message);
        Assert.Contains("is damaged", Refusal([0x08, .. "and then nothing of a network"u8]));
    }

    [Fact]
    public void Random_damage_gives_the_error_or_the_same_model()
    {
        byte[] whole = SmallModel.Bytes;
        using EmotionModel model = SmallModel.Load();
        float[] expected = model.Score(SmallModel.Faces.Pixels(0));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Bool).ForAll(
            (at, value, cuts) =>
            {
                byte[] damaged = cuts ? whole[..at] : [.. whole];
                if (!cuts) damaged[at] = value;
                try
                {
                    using MemoryStream stream = new(damaged);
                    using EmotionModel loaded = EmotionModel.Load(stream);
                    return loaded.Score(SmallModel.Faces.Pixels(0)).SequenceEqual(expected);
                }
                catch (InvalidDataException)
                {
                    return true;
                }
            },
            samples: 150);
    }

    private static string Refusal(byte[] content)
    {
        using MemoryStream stream = new(content);
        return Assert.Throws<InvalidDataException>(() => EmotionModel.Load(stream)).Message;
    }

    private static byte[] ForeignModel()
    {
        MLContext context = new();
        IDataView data = context.Data.LoadFromEnumerable([new Number { Value = 1 }]);
        using MemoryStream stream = new();
        context.Model.Save(context.Transforms.CopyColumns("Copy", "Value").Fit(data), data.Schema, stream);
        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    private sealed class Number
    {
        public float Value { get; set; }
    }
}
