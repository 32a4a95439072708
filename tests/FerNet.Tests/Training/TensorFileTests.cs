using System.Text;
using CsCheck;
using FerNet.Networks;
using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

public class TensorFileTests
{
    private static readonly Dictionary<string, WeightArray> Tensors = new()
    {
        ["a/b.kernel"] = new WeightArray([1, -2, 3.5f, float.MaxValue, float.Epsilon, 0], [2, 3]),
        ["scalar"] = new WeightArray([7], []),
        ["empty"] = new WeightArray([], [0, 4]),
    };

    [Fact]
    public void What_was_written_is_read_and_no_other_file_is_left()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("t.safetensors");
        TensorFile.Write(path, Tensors, "text with \"quotes\" and é");
        TensorFile.Write(path, Tensors, "second");
        (Dictionary<string, WeightArray> read, string text) = TensorFile.Read(path);
        Assert.Equal("second", text);
        Assert.Equal(Tensors.Keys.Order(), read.Keys.Order());
        Assert.All(Tensors, entry => Assert.Equal(entry.Value.Values, read[entry.Key].Values));
        Assert.All(Tensors, entry => Assert.Equal(entry.Value.Shape, read[entry.Key].Shape));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Damaged_files_are_refused_and_nothing_else_happens()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("t.safetensors");
        TensorFile.Write(path, Tensors, "text");
        byte[] whole = File.ReadAllBytes(path);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Bool).ForAll(
            (at, value, cuts) =>
            {
                byte[] damaged = cuts ? whole[..at] : [.. whole];
                if (!cuts) damaged[at] = value;
                string other = folder.File($"d{Guid.NewGuid():N}");
                File.WriteAllBytes(other, damaged);
                try
                {
                    TensorFile.Read(other);
                }
                catch (InvalidDataException error)
                {
                    return error.Message.Contains(other);
                }
                finally
                {
                    File.Delete(other);
                }
                return !cuts;
            },
            samples: 300);
    }

    [Theory]
    [InlineData(0, 8, 0, 8, "the tensor b overlaps another one")]
    [InlineData(0, 8, 4, 12, "the tensor b overlaps another one")]
    [InlineData(4, 12, 12, 20, "the tensor a overlaps another one, or is not where that one ends")]
    [InlineData(0, 8, 8, 16, "it has bytes that belong to no tensor")]
    [InlineData(0, 8, 8, 24, "the tensor b does not lie within it")]
    public void Tensors_lie_one_after_the_other(int from, int to, int nextFrom, int nextTo, string reason)
    {
        using TemporaryFolder folder = new();
        string Tensor(int start, int end) => $$"""{"dtype":"F32","shape":[2],"data_offsets":[{{start}},{{end}}]}""";
        byte[] header = Encoding.UTF8.GetBytes(
            $$"""{"__metadata__":{"fernet":"text"},"a":{{Tensor(from, to)}},"b":{{Tensor(nextFrom, nextTo)}} }""");
        string path = folder.Write("t.safetensors", [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[20]]);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => TensorFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sides_whose_product_overflows_are_refused()
    {
        using TemporaryFolder folder = new();
        string sides = string.Join(',', Enumerable.Repeat("2147483646", 9));
        byte[] header = Encoding.UTF8.GetBytes(
            $$$"""{"__metadata__":{"fernet":"text"},"a":{"dtype":"F32","shape":[{{{sides}}}],"data_offsets":[0,8]}}""");
        string path = folder.Write("t.safetensors", [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[8]]);
        Assert.Contains("the tensor a does not lie within it",
            Assert.Throws<InvalidDataException>(() => TensorFile.Read(path)).Message, StringComparison.Ordinal);
    }

    private const string Zeros = """{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""";

    [Theory]
    [InlineData(Zeros, 8, "")]
    [InlineData("""{"dtype":"F32","shape":[2,1,1,1],"data_offsets":[0,8]}""", 8, "")]
    [InlineData("""{"dtype":"F32","shape":[0],"data_offsets":[0,0]}""", 0, "")]
    [InlineData("""{"dtype":"F32","shape":[2,1,1,1,1],"data_offsets":[0,8]}""", 8, "the tensor a does not lie within it")]
    [InlineData("""{"dtype":"F16","shape":[2],"data_offsets":[0,8]}""", 8, "the tensor a does not lie within it")]
    [InlineData("""{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}""", 8, "the tensor a does not lie within it")]
    [InlineData("""{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}""", 8, "the tensor a does not lie within it")]
    [InlineData("""{"dtype":"F32","shape":[0,2147483647],"data_offsets":[0,0]}""", 0, "the tensor a does not lie within it")]
    [InlineData("""{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}""", 8, "the tensor a does not lie within it")]
    [InlineData("""{"dtype":"F32","shape":[2],"data_offsets":[8,0]}""", 8, "the tensor a does not lie within it")]
    [InlineData("""{"dtype":"F32","shape":[3],"data_offsets":[0,8]}""", 8, "the tensor a does not lie within it")]
    [InlineData(Zeros, 7, "the tensor a does not lie within it")]
    [InlineData(Zeros, 9, "it has bytes that belong to no tensor")]
    [InlineData("""{"dtype":"F32","shape":[2],"data_offsets":[0]}""", 8, "is not a readable checkpoint")]
    [InlineData("""{"dtype":"F32","data_offsets":[0,8]}""", 8, "is not a readable checkpoint")]
    [InlineData("""{"dtype":"F32","shape":[2],"data_offsets":["0","8"]}""", 8, "is not a readable checkpoint")]
    [InlineData("""{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}""", 8, "is not a readable checkpoint")]
    public void A_tensor_has_exactly_the_bytes_of_its_sizes(string tensor, int bytes, string reason)
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, $$"""{"__metadata__":{"fernet":"text"},"a":{{tensor}}}""", new byte[bytes]);
        if (reason.Length == 0) Assert.Equal(bytes / sizeof(float), TensorFile.Read(path).Tensors["a"].Values.Length);
        else Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => TensorFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", "it does not say what it belongs to")]
    [InlineData("""{"__metadata__":{"fernet":null}}""", "it does not say what it belongs to")]
    [InlineData("""{"__metadata__":{}}""", "is not a readable checkpoint")]
    [InlineData("[]", "is not a readable checkpoint")]
    [InlineData("{x", "is not a readable checkpoint")]
    [InlineData("{", "its header is truncated or invalid")]
    public void A_header_says_what_the_file_belongs_to(string header, string reason)
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, header, []);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => TensorFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_ends_within_the_file_and_has_a_bound()
    {
        using TemporaryFolder folder = new();
        foreach (long length in (long[])[-1, 0, 3, (16 << 20) + 1, long.MaxValue])
        {
            string path = folder.Write("t.safetensors", [.. BitConverter.GetBytes(length), .. "{}"u8]);
            Assert.Contains("its header is truncated or invalid",
                Assert.Throws<InvalidDataException>(() => TensorFile.Read(path)).Message, StringComparison.Ordinal);
        }
        const int Longest = 16 << 20;
        const string Text = """{"__metadata__":{"fernet":"text"}}""";
        Assert.Equal("text", TensorFile.Read(Write(folder, Text.PadRight(Longest), [])).Text);
        Assert.Contains("its header is truncated or invalid",
            Assert.Throws<InvalidDataException>(() => TensorFile.Read(Write(folder, Text.PadRight(Longest + 1), []))).Message,
            StringComparison.Ordinal);
    }

    private static string Write(TemporaryFolder folder, string header, byte[] content)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(header);
        return folder.Write("t.safetensors", [.. BitConverter.GetBytes((long)bytes.Length), .. bytes, .. content]);
    }
}
