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
}
