using System.Text.RegularExpressions;
using FerNet.Tests.Docs;

namespace FerNet.Tests.Architecture;

/// <summary>The order of the folders of the library, read from its compiled code.</summary>
public partial class FolderOrderTests
{
    private static readonly FolderOrder Library = new("FerNet",
        [
            "Utilities", "Serialization", "Imaging", "Networks", "Evaluation", "Data", "Faces", "Training", "Models", "Prediction",
            "Pipelines",
        ],
        [nameof(EmotionPredictor), nameof(EmotionTrainer), nameof(MLContextExtensions)]);

    private static readonly Lazy<IReadOnlyList<TypeUse>> Uses = new(() => TypeUses.Read(typeof(Emotion).Assembly.Location));

    [Fact]
    public void Every_folder_of_the_library_has_a_place_in_the_order()
    {
        string[] folders = [.. Uses.Value.Select(use => Library.FolderOf(use.User)).OfType<string>().Distinct().Order()];
        Assert.Equal(Library.Folders.Order(), folders);
    }

    [Fact]
    public void A_folder_uses_only_those_before_it_and_no_service_of_the_root() => AssertNone(Library.Offenses(Uses.Value));

    [Fact]
    public void The_namespace_of_a_file_is_its_folder()
    {
        string root = Path.Combine(Repository.Root, "src");
        string[] others = [.. Repository.CodeFiles("src", "FerNet").Where(file => Declaration().Matches(File.ReadAllText(file)) is var found
            && (found.Count != 1 || found[0].Groups[1].Value != NamespaceOf(Path.GetRelativePath(root, file))))];
        Assert.True(others.Length == 0, $"Move these files, or change their namespace:\n{string.Join('\n', others)}");
    }

    [Fact]
    public void The_root_folder_has_at_most_25_files() =>
        Assert.InRange(Directory.GetFiles(Path.Combine(Repository.Root, "src", "FerNet"), "*.cs").Length, 1, 25);

    private static string NamespaceOf(string path) => Path.GetDirectoryName(path)!.Replace(Path.DirectorySeparatorChar, '.');

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    private static void AssertNone(IEnumerable<string> offenses)
    {
        string[] all = [.. offenses];
        Assert.True(all.Length == 0, $"Move these types, or what they use:\n{string.Join('\n', all)}");
    }
}
