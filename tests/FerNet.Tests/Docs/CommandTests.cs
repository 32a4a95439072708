using System.Text.RegularExpressions;
using FerNet.Cli;

namespace FerNet.Tests.Docs;

/// <summary>
/// Every command in README.md and docs/ is one that the program understands, or one of dotnet's that the tests or CI run.
/// </summary>
public partial class CommandTests
{
    private static readonly string[] Packages =
        ["FerNet", "FerNet.Extensions", "FerNet.Html", "libtorch-cpu-linux-x64", "TorchSharp-cpu", "Microsoft.ML.OnnxRuntime",
            "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"];

    [Fact]
    public void Every_fernet_command_is_understood()
    {
        string[] commands = [.. All(FernetCommand())];
        Assert.True(commands.Length >= 5, $"{commands.Length} commands");
        using StringWriter nowhere = new();
        foreach (string command in commands)
        {
            string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(CommandLine.Parse(words, new Terminal(nowhere, nowhere)).Errors.Count == 0, $"fernet {command}");
        }
    }

    [Fact]
    public void Every_package_that_is_to_be_added_is_a_known_one() =>
        Assert.All(All(AddedPackage()), package => Assert.Contains(package, Packages));

    /// <summary>CI calls the test command word for word, and the tour's test runs what the other one runs.</summary>
    [Fact]
    public void The_readme_has_the_two_commands()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Assert.Contains("\ndotnet run -c Release --project src/FerNet.Samples\n", readme);
        Assert.Contains("\ndotnet test -c Release\n", readme);
        Assert.Contains("step dotnet test -c Release\n", File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run")));
    }

    [Fact]
    public void Every_sample_is_one_that_there_is_and_the_readme_names_all()
    {
        string[] known = [.. SampleCase().Matches(File.ReadAllText(Path.Combine(Repository.Root, "src", "FerNet.Samples", "Program.cs")))
            .Select(match => match.Groups[1].Value)];
        Assert.Equal(6, known.Length);
        Assert.Equal(known.Order(), All(Sample()).Distinct().Order());
    }

    private static IEnumerable<string> All(Regex pattern) =>
        from file in Repository.MarkdownFiles()
        from Match match in pattern.Matches(File.ReadAllText(Path.Combine(Repository.Root, file)))
        select match.Groups[1].Value.Trim();

    [GeneratedRegex(@"(?:`|^)(?:fernet|dotnet run -c Release --project src/FerNet\.Cli --) ([a-z-][^`\n#]*)", RegexOptions.Multiline)]
    private static partial Regex FernetCommand();

    [GeneratedRegex(@"--project src/FerNet\.Samples -- ([a-z-]+)")]
    private static partial Regex Sample();

    [GeneratedRegex(@"case \[""([a-z-]+)"",")]
    private static partial Regex SampleCase();

    [GeneratedRegex(@"dotnet add package ([A-Za-z0-9.-]+)")]
    private static partial Regex AddedPackage();
}
