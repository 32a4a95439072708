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
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Bool).Sample(
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
            seed: "0000000000002",
            iter: 300,
            threads: 1);
    }

    [Theory]
    [InlineData(0, 8, 0, 8, "the tensor b overlaps another one")]
    [InlineData(0, 8, 4, 12, "the tensor b overlaps another one")]
    [InlineData(4, 12, 12, 20, "the tensor a overlaps another one, or is not where that one ends")]
    [InlineData(0, 8, 8, 16, "it holds numbers of no tensor")]
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
}
