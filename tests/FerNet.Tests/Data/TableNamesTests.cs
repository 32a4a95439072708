using FerNet.Data.Tables;

namespace FerNet.Tests.Data;

public class TableNamesTests
{
    [Theory]
    [InlineData("fer2013.csv", 0)]
    [InlineData("a/b\\FER2013.CSV", 0)]
    [InlineData("icml_face_data.csv", 1)]
    [InlineData("fer2013.csv.gz", 2)]
    [InlineData("fer2013.tar.gz", 2)]
    [InlineData("train.csv", 3)]
    [InlineData("train_faces.tgz", 3)]
    [InlineData("faces.csv", 4)]
    [InlineData("faces.tar", 4)]
    [InlineData("faces.zip", 4)]
    [InlineData("faces.csv.zip", 4)]
    [InlineData("test.csv", 5)]
    [InlineData("fer2013new.csv", null)]
    [InlineData("sample_submission.csv", null)]
    [InlineData("._fer2013.csv", null)]
    [InlineData("fer2013.csv/readme.txt", null)]
    [InlineData("fer2013", null)]
    public void Entries_of_an_archive_are_ranked_by_name(string path, int? priority) => Assert.Equal(priority, TableNames.PriorityOf(path));

    [Fact]
    public void A_folder_is_searched_for_the_best_name_first()
    {
        string[] names = [.. TableNames.InFolder];
        Assert.Equal(
            ["fer2013.csv", "fer2013.csv.gz", "fer2013.csv.zip", "fer2013.zip", "fer2013.tar.gz", "fer2013.tgz", "fer2013.tar"],
            names[..7]);
        Assert.Equal(("icml_face_data.csv", "train.csv", 21), (names[7], names[14], names.Length));
        Assert.Equal([true, true, false],
            new[] { "a/fer2013.zip", "train/icml_face_data.csv", "a/train.csv" }.Select(TableNames.IsCertain));
    }
}
