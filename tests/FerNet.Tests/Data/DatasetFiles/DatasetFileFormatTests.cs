using System.Text;
using FerNet.Data.DatasetFiles;
using FerNet.Drawing;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data.DatasetFiles;

public class DatasetFileFormatTests
{
    [Theory]
    [InlineData("labels.npy", 1, "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("rows.npy", 28_709, "{'descr': '<i4', 'fortran_order': False, 'shape': (28709,), }")]
    [InlineData("image_sizes.npy", 12, "{'descr': '<i4', 'fortran_order': False, 'shape': (12, 2), }")]
    [InlineData("votes.npy", 1_000_000, "{'descr': '|u1', 'fortran_order': False, 'shape': (1000000, 10), }")]
    [InlineData("pixels.npy", 1_000_000, "{'descr': '|u1', 'fortran_order': False, 'shape': (1000000, 48, 48), }")]
    public void The_header_of_an_array_is_numpys(string entry, int count, string text)
    {
        byte[] header = DatasetFileFormat.ArrayHeader(entry, count);
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(text.PadRight(117)), (byte)'\n'], header);
        Assert.Equal(128, header.Length);
    }

    [Fact]
    public void A_dataset_file_is_known_by_its_first_bytes()
    {
        using TemporaryFolder folder = new();
        DrawnFaces.Dataset(1, seed: 1).Save(folder.File("faces.npz"));
        byte[] whole = File.ReadAllBytes(folder.File("faces.npz"));
        int known = 30 + DatasetFileFormat.Header.Length;
        Assert.True(IsDatasetFile(whole));
        Assert.True(IsDatasetFile(whole[..known]));
        Assert.False(IsDatasetFile(whole[..(known - 1)]));
        Assert.False(IsDatasetFile([]));
        // The signature of a zip's entry, the length of its name, and the name.
        foreach (int place in (int[])[0, 1, 2, 3, 26, 27, .. Enumerable.Range(30, DatasetFileFormat.Header.Length)])
        {
            byte[] changed = [.. whole];
            changed[place] ^= 1;
            Assert.False(IsDatasetFile(changed), $"byte {place}");
        }
        // A date, which may be any.
        whole[10] ^= 1;
        Assert.True(IsDatasetFile(whole));

        bool IsDatasetFile(byte[] content) => DatasetFileFormat.IsDatasetFile(folder.Write("file", content));
    }

    [Fact]
    public void A_name_stays_within_its_folder_and_has_a_bound()
    {
        foreach (string? name in (string?[])[null, "a", "a..b/c", "1:a", "ab:c", ":", new string('a', 4096)])
            Assert.False(DatasetFileFormat.IsNoFileName(name), name);
        foreach (string name in (string[])["", "/a", "\\a", "a\0", "..", "a/../b", "a\\..", "c:", "Z:a", new string('a', 4097)])
            Assert.True(DatasetFileFormat.IsNoFileName(name), name);
    }
}
