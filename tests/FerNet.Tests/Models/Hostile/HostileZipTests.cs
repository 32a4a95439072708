using System.IO.Compression;
using FerNet.Models;
using FerNet.Networks.Onnx.Checks;
using FerNet.Tests.Support;
using FerNet.Utilities;
using static FerNet.Tests.Models.Hostile.HostileGraph;

namespace FerNet.Tests.Models.Hostile;

/// <summary>
/// A zip holds one graph, where ML.NET writes it; how large it is, and how many nodes it has, is known before it is read.
/// </summary>
public class HostileZipTests
{
    private const long Most = 20 << 20;

    [Theory]
    [InlineData("TransformerChain/Transform_009/OnnxModel", "holds 2 networks")]
    [InlineData("TransformerChain/Transform_001/onnxmodel", "holds 2 networks")]
    [InlineData("other.onnx", "holds 2 networks")]
    [InlineData("../outside.txt", "an entry '../outside.txt', which leads out of its folder")]
    [InlineData("..\\outside.txt", "which leads out of its folder")]
    [InlineData("/etc/outside.txt", "which leads out of its folder")]
    [InlineData("C:/outside.txt", "which leads out of its folder")]
    public void A_further_entry_is_refused(string place, string reason) => Assert.Contains(reason, Refusal(Changed(zip =>
    {
        using Stream content = zip.CreateEntry(place).Open();
        content.Write("no network"u8);
    })), StringComparison.Ordinal);

    [Fact]
    public void A_graph_that_stands_twice_at_one_place_is_refused() => Assert.Contains("holds 2 networks", Refusal(Changed(zip =>
    {
        ZipArchiveEntry graph = Graph(zip);
        byte[] bytes = Read(graph);
        using Stream content = zip.CreateEntry(graph.FullName).Open();
        content.Write(bytes);
    })), StringComparison.Ordinal);

    [Theory]
    [InlineData("OnnxModel")]
    [InlineData("elsewhere/OnnxModel")]
    [InlineData("TransformerChain/OnnxModel")]
    [InlineData("TransformerChain/Transform_001/deeper/OnnxModel")]
    public void A_graph_at_another_place_is_refused(string place) => Assert.Contains("where ML.NET writes none", Refusal(Changed(zip =>
    {
        ZipArchiveEntry graph = Graph(zip);
        byte[] bytes = Read(graph);
        graph.Delete();
        using Stream content = zip.CreateEntry(place).Open();
        content.Write(bytes);
    })), StringComparison.Ordinal);

    [Fact]
    public void A_million_nodes_of_two_bytes_are_refused_before_they_are_built()
    {
        byte[] nodes = new byte[2_000_000];
        for (int i = 0; i < nodes.Length; i += 2) nodes[i] = 0x0A;
        byte[] graph = [0x08, 0x08, .. Field(7, nodes)], zip = Zip(graph);
        Assert.InRange(zip.Length, 1, 10_000);
        AssertCheap(() => Assert.Contains("a graph has more than 4,096 of the kind node", Refusal(zip), StringComparison.Ordinal));
        AssertCheap(() => Assert.Throws<InvalidDataException>(() => GraphCheck.Parse(graph, "the file", GraphPolicies.YuNet)), 1 << 20);
    }

    [Fact]
    public void A_list_of_millions_of_numbers_is_refused_before_it_is_built()
    {
        byte[] graph = [0x08, 0x08, .. Field(7, Field(5, Field(1, new byte[4_000_000])))];
        AssertCheap(() => Assert.Throws<InvalidDataException>(() => GraphCheck.Parse(graph, "the file", GraphPolicies.YuNet)), 1 << 20);
        Assert.Contains("it has more than 262,144 fields", Refusal(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_unpacks_to_much_more_is_read_up_to_the_limit()
    {
        byte[] zip = Zip(new byte[80 << 20]);
        Assert.InRange(zip.Length, 1, 1 << 20);
        AssertCheap(() => Assert.Contains("more than 1,048,576 bytes", Refusal(zip, 1 << 20), StringComparison.Ordinal));

        // The same with sizes in the headers that say that it is small.
        byte[] lying = [.. zip];
        Overwrite(lying, [0x50, 0x4B, 0x01, 0x02], 24, 1000);
        Overwrite(lying, [0x50, 0x4B, 0x03, 0x04], 22, 1000);
        AssertCheap(() => Assert.StartsWith("The stream ", Refusal(lying, 1 << 20), StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_above_the_limit_is_not_read()
    {
        using Endless endless = new();
        AssertCheap(() => Assert.Contains("more than 1,048,576 bytes", Assert.Throws<InvalidDataException>(() =>
            EmotionModel.Load(endless, new LoadLimits { MaxBytes = 1 << 20 })).Message, StringComparison.Ordinal));
        using TemporaryFolder folder = new();
        using (FileStream file = File.Create(folder.File("huge.onnx"))) file.SetLength(1L << 32);
        AssertCheap(() => Assert.Contains("more than 67,108,864 bytes",
            Assert.Throws<InvalidDataException>(() => EmotionModel.Load(folder.File("huge.onnx"))).Message, StringComparison.Ordinal));
        AssertCheap(() => Assert.Contains("which no detector has",
            Assert.Throws<InvalidDataException>(() => FaceDetector.Load(folder.File("huge.onnx"))).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_of_a_hundred_thousand_entries_is_refused_before_it_is_read()
    {
        byte[] header = new byte[46];
        ((ReadOnlySpan<byte>)[0x50, 0x4B, 0x01, 0x02]).CopyTo(header);
        byte[] zip = [0x50, 0x4B, .. Enumerable.Range(0, 100_000).SelectMany(_ => header)];
        AssertCheap(() => Assert.Contains("a zip of more than 4,096 entries", Refusal(zip), StringComparison.Ordinal), 40 << 20);
    }

    private static string Refusal(byte[] file, int maxBytes = 64 << 20)
    {
        using MemoryStream stream = new(file);
        return Assert.Throws<InvalidDataException>(() => EmotionModel.Load(stream, new LoadLimits { MaxBytes = maxBytes })).Message;
    }

    private static void AssertCheap(Action act, long most = Most)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        act();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
    }

    private static byte[] Changed(Action<ZipArchive> change)
    {
        using MemoryStream stream = new();
        stream.Write(SmallModel.Bytes);
        using (ZipArchive zip = new(stream, ZipArchiveMode.Update, leaveOpen: true)) change(zip);
        return stream.ToArray();
    }

    private static ZipArchiveEntry Graph(ZipArchive zip) => zip.Entries.Single(entry => entry.Name == "OnnxModel");

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using Stream content = entry.Open();
        using MemoryStream copy = new();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Zip(byte[] graph)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream content = zip.CreateEntry("TransformerChain/Transform_002/OnnxModel").Open();
            content.Write(BitConverter.GetBytes(graph.Length));
            content.Write(graph);
        }
        return stream.ToArray();
    }

    private static void Overwrite(byte[] zip, ReadOnlySpan<byte> mark, int offset, int value) =>
        BitConverter.GetBytes(value).CopyTo(zip, zip.AsSpan().IndexOf(mark) + offset);

    /// <summary>A stream of a graph's first byte without end.</summary>
    private sealed class Endless() : ForwardOnlyStream(Stream.Null)
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill(0x08);
            return buffer.Length;
        }
    }
}
