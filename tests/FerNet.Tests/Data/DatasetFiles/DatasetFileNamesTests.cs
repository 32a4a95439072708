using FerNet.Drawing;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data.DatasetFiles;

/// <summary>What is saved can be read again, whatever the images are called.</summary>
public class DatasetFileNamesTests
{
    [Fact]
    public void Names_of_an_archive_that_begin_with_its_parent_folder_and_a_digit_before_a_colon_come_back()
    {
        using TemporaryFolder folder = new();
        byte[] happy = DrawnFaces.Png(Emotion.Happy, 1, 48), angry = DrawnFaces.Png(Emotion.Angry, 1, 48);
        FerDataset faces =
            FerDataset.Load(folder.Write("a.tar", Tables.Tar(("../images/happy/1.png", happy), ("./../0:angry/2.png", angry))));
        faces.Save(folder.File("faces.npz"));
        FerDataset again = FerDataset.Load(folder.File("faces.npz"));
        Assert.Equal(["0:angry/2.png", "images/happy/1.png"], Enumerable.Range(0, 2).Select(again.FileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_written()
    {
        using TemporaryFolder folder = new();
        FerDataset faces = FerDataset.Load(folder.Write("a.tar", Tables.Tar(("happy/../1.png", DrawnFaces.Png(Emotion.Happy, 1, 48)))));
        Assert.Contains("happy/../1.png", Assert.Throws<InvalidOperationException>(() => faces.Save(folder.File("a.npz"))).Message,
            StringComparison.Ordinal);
        FerDataset many = DrawnFaces.Dataset(1, seed: 1).Select(Enumerable.Repeat(0, 1_000_001));
        Assert.Contains("1,000,001 faces", Assert.Throws<InvalidOperationException>(() => many.Save(folder.File("b.npz"))).Message,
            StringComparison.Ordinal);
        Assert.Equal(["a.tar"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }
}
