using System.IO.Compression;
using FerNet.Models;
using FerNet.Networks.Onnx.Format;
using FerNet.Tests.Golden;
using FerNet.Tests.Support;
using Google.Protobuf;

namespace FerNet.Tests.Models.Hostile;

/// <summary>Random changes of real files give the documented exception or a model that works.</summary>
public class MutatedModelTests
{
    [Fact]
    public void Two_thousand_changed_graphs_with_a_right_digest()
    {
        byte[] whole = GoldenGraph();
        Random random = new(21);
        int refused = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] changed = Mutate(whole, random);
            try
            {
                changed = ModelFacts.SealAgain(ModelProto.Parser.ParseFrom(changed));
            }
            catch (InvalidProtocolBufferException)
            {
                // Its bytes are refused as they are.
            }
            if (IsRefused(changed)) refused++;
        }
        Assert.InRange(refused, 1000, 1999);
    }

    [Fact]
    public void Five_hundred_changed_zips()
    {
        byte[] whole = File.ReadAllBytes(GoldenFiles.PathOf(GoldenFiles.Model));
        Random random = new(22);
        int refused = 0;
        for (int i = 0; i < 500; i++)
        {
            if (IsRefused(Mutate(whole, random))) refused++;
        }
        Assert.InRange(refused, 100, 499);
    }

    [Fact]
    public void Five_hundred_changed_detectors_with_a_right_digest()
    {
        byte[] whole = ShippedModel.Read(DetectorWriter.Name);
        ModelProto original = ModelProto.Parser.ParseFrom(whole);
        Random random = new(23);
        int refused = 0;
        for (int i = 0; i < 500; i++)
        {
            // Nearly all bytes of the file are weights; a change of the structure is what matters.
            ModelProto changed = original.Clone();
            NodeProto node = changed.Graph.Node[random.Next(changed.Graph.Node.Count)];
            byte[] bytes = Mutate(node.ToByteArray(), random);
            try
            {
                changed.Graph.Node[changed.Graph.Node.IndexOf(node)] = NodeProto.Parser.ParseFrom(bytes);
                new FaceDetector(ModelFacts.SealAgain(changed), "the file").Dispose();
            }
            catch (Exception error) when (error is InvalidDataException or InvalidProtocolBufferException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 100, 500);
    }

    private static bool IsRefused(byte[] file)
    {
        try
        {
            using MemoryStream stream = new(file);
            using EmotionModel model = EmotionModel.Load(stream);
            Assert.Equal(EmotionExtensions.Count, model.Score(SmallModel.Faces.Pixels(0)).Length);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    /// <summary>One to four changes: a byte, a bit, a part left out, a part twice, the end cut off.</summary>
    private static byte[] Mutate(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (int change = random.Next(1, 5); change > 0 && bytes.Count > 1; change--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(random.Next(1, 20), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes[at] = random.Next(2) == 0 ? (byte)0xFF : (byte)0; break;
                default:
                    if (random.Next(8) == 0) bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }

    private static byte[] GoldenGraph()
    {
        using ZipArchive zip = ZipFile.OpenRead(GoldenFiles.PathOf(GoldenFiles.Model));
        using Stream content = zip.Entries.Single(entry => entry.Name == "OnnxModel").Open();
        using MemoryStream copy = new();
        content.CopyTo(copy);
        return copy.ToArray()[sizeof(int)..];
    }
}
