using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using FerNet.Training.Native;

namespace FerNet.Tests.Consumers;

/// <summary>
/// The command line as the .NET tool that is published: small enough, complete without torch, and clear about what is missing.
/// </summary>
public sealed class ToolPackageTests(PackedTool tool) : IClassFixture<PackedTool>
{
    private const long MaxBytes = 120_000_000;

    [Fact]
    public void The_package_is_small_and_holds_no_torch()
    {
        Assert.InRange(new FileInfo(tool.PackagePath).Length, 1, MaxBytes);
        using ZipArchive archive = ZipFile.OpenRead(tool.PackagePath);
        string[] names = [.. archive.Entries.Select(entry => entry.Name)];
        Assert.DoesNotContain(names, name => name.Contains("torch_cpu", StringComparison.Ordinal)
            || name.Contains("torch_cuda", StringComparison.Ordinal) || name.StartsWith("libc10", StringComparison.Ordinal));
        Assert.Contains("FerNet.Cli.dll", names);
        using StreamReader settings = new(archive.GetEntry("tools/net10.0/any/DotnetToolSettings.xml")!.Open());
        Assert.Contains("Name=\"fernet\"", settings.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_predicts_and_names_its_versions()
    {
        (int code, string output, string error) = tool.Run(["predict", tool.Face]);
        Assert.True(code == 0, error);
        Assert.Contains("happy", output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ONNX Runtime +\d+\.\d+\.\d+", tool.Run(["--version"]).Output);
    }

    [Theory]
    [InlineData("[suggest:9]", "fernet tr", "train", "train-detector")]
    [InlineData("[suggest:25]", "fernet train --network te", "teacher-a", "teacher-d")]
    public void It_answers_what_a_shell_asks_to_complete_a_word(string directive, string line, params string[] words)
    {
        (int code, string output, string error) = tool.Run([directive, line]);
        Assert.Equal((0, ""), (code, error));
        string[] suggested = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.All(words, word => Assert.Contains(word, suggested));
        Assert.All(suggested, word => Assert.StartsWith(line.Split(' ')[^1], word, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_torch_training_says_the_command_that_brings_it()
    {
        (int code, _, string error) = Train();
        Assert.Equal(1, code);
        Assert.StartsWith("fernet: Training needs torch's native library", error, StringComparison.Ordinal);
        Assert.Contains(
            $"dotnet package download libtorch-cpu-linux-x64@{NativeTorch.Version} --output \"{tool.NoPackages}\"", error,
            StringComparison.Ordinal);
        Assert.False(File.Exists(tool.File("emotions.zip")));
        // The search for wrong labels trains, too, unless a model answers.
        Assert.Equal((1, "", error), tool.Run(["dataset", tool.Data, "--find-errors"]));
        Assert.Equal(0, tool.Run(["dataset", tool.Data, "--find-errors", "--model", "fast"]).Code);
    }

    [Fact]
    public void A_folder_that_is_named_and_has_no_torch_is_refused_by_its_name()
    {
        (int code, _, string error) = Train(variables: ("FERNET_TORCH", tool.NoPackages));
        Assert.Equal(1, code);
        Assert.StartsWith($"fernet: FERNET_TORCH {tool.NoPackages} has no libtorch_cpu.so.", error, StringComparison.Ordinal);
        (code, _, error) = Train(["--torch", "nowhere"], ("FERNET_TORCH", tool.NoPackages));
        Assert.Equal(1, code);
        Assert.StartsWith("fernet: --torch nowhere has no libtorch_cpu.so.", error, StringComparison.Ordinal);
    }

    /// <summary>The package of torch is the one that the tests themselves were built with.</summary>
    [Fact]
    public void It_trains_with_torch_from_the_cache_of_packages_or_from_a_folder_that_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The package of the native library is Linux's.");
        string package = Path.Combine(PackedFeed.Cache, "libtorch-cpu-linux-x64", NativeTorch.Version);
        Assert.True(Directory.Exists(package), $"{package}: NativeTorch.Version is not the version that this repository builds with.");
        foreach ((string output, string[] options, (string, string)[] variables) in ((string, string[], (string, string)[])[])
        [
            ("cache.zip", [], [("NUGET_PACKAGES", PackedFeed.Cache)]),
            ("option.zip", ["--torch", package], []),
            ("variable.zip", [], [("FERNET_TORCH", Path.Combine(package, "runtimes", "linux-x64", "native"))]),
        ])
        {
            (int code, _, string error) = Train([.. options, "--output", tool.File(output)], variables);
            Assert.True(code == 0, error);
            Assert.True(File.Exists(tool.File(output)));
        }
    }

    [Fact]
    public void The_doctor_finds_everything_but_torch_in_a_whole_installation()
    {
        (int code, string output, string error) = tool.Run(["doctor", "--json", tool.File("doctor.json")]);
        Assert.True(code == 0, output + error);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(tool.File("doctor.json")));
        Assert.True(report.RootElement.GetProperty("works").GetBoolean());
        Dictionary<string, JsonElement> checks = Checks(report);
        Assert.Equal(["system", "processor", "ONNX Runtime", "SkiaSharp", "models", "torch"], checks.Keys);
        Assert.All(checks, check => Assert.Equal(check.Key == "torch" ? "missing" : "ok", check.Value.GetProperty("status").GetString()));
        Assert.Contains("glibc 2.", checks["system"].GetProperty("detail").GetString());
        Assert.Equal(2, Regex.Count(checks["models"].GetProperty("detail").GetString()!, "happy"));
        Assert.StartsWith("dotnet package download", checks["torch"].GetProperty("cure").GetString());
        Assert.Matches("(?m)^missing  torch ", output);
    }

    [Fact]
    public void The_doctor_trains_with_torch_and_names_a_folder_without_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The package of the native library is Linux's.");
        (int code, string output, _) = tool.Run(["doctor"], ("NUGET_PACKAGES", PackedFeed.Cache));
        Assert.True(code == 0, output);
        Assert.Matches("(?m)^ok       torch +trained on the CPU in (bfloat16|float32); this build of torch has no GPU support; ", output);

        (code, output, _) = tool.Run(["doctor", "--torch", tool.NoPackages]);
        Assert.Equal(1, code);
        Assert.Contains($"--torch {tool.NoPackages} has no libtorch_cpu.so", output, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(output, "dotnet package download"));

        // A file of that name that is no library.
        string damaged = Directory.CreateDirectory(tool.File("damaged")).FullName;
        foreach (string name in (string[])["libc10.so", "libtorch_cpu.so"]) File.WriteAllText(Path.Combine(damaged, name), "no library");
        (code, output, _) = tool.Run(["doctor", "--torch", damaged]);
        Assert.Equal(1, code);
        Assert.Matches("(?m)^failed   torch .*libc10.so cannot be loaded", output);
    }

    [Theory]
    [InlineData("libonnxruntime.so", "ONNX Runtime", "models")]
    [InlineData("libSkiaSharp.so", "SkiaSharp", "models")]
    public void The_doctor_names_a_native_library_that_is_missing_or_damaged(string file, params string[] parts)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The names of the files are Linux's.");
        string path = Path.Combine(tool.NativeFolder, file), kept = tool.File(file);
        File.Move(path, kept);
        try
        {
            AssertDoctorFinds(file, parts, $"{file} is missing in {tool.NativeFolder}");
            (int code, _, string error) = tool.Run(["predict", tool.Face]);
            Assert.Equal(1, code);
            Assert.Contains("native library", error, StringComparison.Ordinal);
            File.WriteAllBytes(path, File.ReadAllBytes(kept)[..1000]);
            // The loader ends the process of the check, which reads behind the end of the file.
            AssertDoctorFinds(file, parts, "its process ended with code");
        }
        finally
        {
            File.Move(kept, path, overwrite: true);
        }
    }

    private void AssertDoctorFinds(string file, string[] parts, string problem)
    {
        string report = tool.File($"{file}.json");
        (int code, string output, string error) = tool.Run(["doctor", "--json", report]);
        Assert.True(code == 1, output + error);
        Assert.Contains(problem, output, StringComparison.Ordinal);
        Assert.Contains("dotnet tool install --global FerNet.Cli", output, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(report));
        Assert.Equal(parts, Checks(document).Where(check => check.Value.GetProperty("status").GetString() == "failed")
            .Select(check => check.Key));
    }

    private static Dictionary<string, JsonElement> Checks(JsonDocument report) => report.RootElement.GetProperty("checks").EnumerateArray()
        .ToDictionary(check => check.GetProperty("name").GetString()!);

    private (int Code, string Output, string Error) Train(string[]? options = null, params (string, string)[] variables) => tool.Run(
        ["train", "--data", tool.Data, "--network", "fast", "--epochs", "1", .. options ?? [],
            .. options?.Contains("--output") == true ? Array.Empty<string>() : ["--output", tool.File("emotions.zip")]],
        variables);
}
