using System.Globalization;
using System.Text;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Docs;

/// <summary>Every block of C# in README.md and docs/ is a whole program that runs in a folder with the files it names.</summary>
public class SnippetTests
{
    public static TheoryData<string, int> Snippets()
    {
        TheoryData<string, int> data = [];
        foreach (Snippet snippet in Repository.MarkdownFiles().SelectMany(markdown => Snippet.In(markdown)))
            data.Add(snippet.File, snippet.Line);
        return data;
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void The_block_runs(string file, int line)
    {
        Snippet snippet = Snippet.In(Path.Combine(Repository.Root, file)).Single(s => s.Line == line);
        using TemporaryFolder folder = new();
        Furnish(folder);
        Assert.False(string.IsNullOrWhiteSpace(snippet.Run(folder.Path)), $"{file}, line {line}: the program shows nothing.");
    }

    [Fact]
    public void No_block_is_left_out()
    {
        string[] blocks = [.. Repository.MarkdownFiles().SelectMany(File.ReadLines)
            .Where(line => line.TrimStart().StartsWith("```c", StringComparison.Ordinal) && line != "```csharp")];
        // The consumer of ASP.NET Core runs this one.
        Assert.Equal(["```csharp web"], blocks);
    }

    [Fact]
    public void The_readme_shows_how_to_predict_and_how_to_train()
    {
        string[] code = [.. Snippet.In(Path.Combine(Repository.Root, "README.md")).Select(snippet => snippet.Code)];
        Assert.Contains(code, c => c.Contains("EmotionPredictor"));
        Assert.Contains(code, c => c.Contains("EmotionTrainer"));
    }

    /// <summary>Files by the names that the documents use.</summary>
    private static void Furnish(TemporaryFolder folder)
    {
        FerDataset faces = Patterns.Dataset(perLabel: 6, seed: 2, testPerLabel: 3);
        StringBuilder table = new("emotion,pixels,Usage\n");
        for (int i = 0; i < faces.Count; i++)
            table.Append(CultureInfo.InvariantCulture,
                $"{(int)faces.Label(i)},{string.Join(' ', faces.Pixels(i).ToArray())},{faces.Split(i)}\n");
        folder.Write("fer2013.csv", Encoding.UTF8.GetBytes(table.ToString()));
        byte[] photo = EncodedImages.Gray(faces.Pixels(0).ToArray(), 48, 48, SkiaSharp.SKEncodedImageFormat.Jpeg, 90);
        foreach (string name in (string[])["me.jpg", "friends.jpg", "photo.jpg"]) folder.Write(name, photo);
        for (int i = 0; i < 28; i++)
        {
            byte[] image = EncodedImages.Gray(faces.Pixels(i).ToArray(), 48, 48);
            folder.Write($"my-images/{faces.Label(i).Name()}/{i}.png", image);
            folder.Write($"frames/{i:000}.png", image);
            folder.Write($"backgrounds/{i:000}.png", image);
        }
        DrawnPhotographs.Write(folder, 6, seed: 1, "photographs");
        folder.Write("emotions.zip", SmallModel.Bytes);
        using EmotionModel mine = EmotionModel.LoadDefault();
        mine.Save(folder.File("mine.zip"));
    }
}
