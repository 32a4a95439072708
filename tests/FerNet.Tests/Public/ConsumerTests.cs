using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FerNet.Tests.Docs;
using FerNet.Tests.Pictures;
using FerNet.Tests.Support;

namespace FerNet.Tests.Public;

/// <summary>An application outside the repository that references nothing but the packed package.</summary>
public sealed class ConsumerTests : IDisposable
{
    private const string Program = """
        using System.Text.Json;
        using FerNet;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        string zip = args[0], picture = args[1];
        byte[] bytes = File.ReadAllBytes(picture);
        using EmotionPredictor predictor = EmotionPredictor.Load(zip);
        using MemoryStream stream = new(bytes);
        using MLImage image = MLImage.CreateFromFile(picture);
        MLContext context = new();
        IDataView data = context.Data.LoadFromEnumerable([new Row { Image = bytes }]);
        using EmotionPredictor shipped = EmotionPredictor.CreateDefault();
        string error = "";
        try
        {
            byte[] pixels = new byte[14 * FacePatch.PixelCount];
            new EmotionTrainer().Train(FerDataset.FromFaces(pixels, [.. Emotions.All, .. Emotions.All]));
        }
        catch (DllNotFoundException missing)
        {
            error = missing.Message;
        }
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            path = predictor.Predict(picture).Probabilities,
            bytes = predictor.Predict(bytes).Probabilities,
            stream = predictor.Predict(stream).Probabilities,
            image = predictor.Predict(image).Probabilities,
            mlnet = context.Model.Load(zip, out _).Transform(data).GetColumn<float[]>("Score").Single(),
            shipped = shipped.Predict(picture).Probabilities,
            error,
        }));

        class Row
        {
            public byte[] Image { get; set; } = [];
        }
        """;

    private readonly TemporaryFolder folder = new();
    private readonly string version = $"1.0.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    public void Dispose()
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string cached = Path.Combine(packages, "fernet", version);
        if (Directory.Exists(cached)) Directory.Delete(cached, recursive: true);
        folder.Dispose();
    }

    [Fact]
    public void An_application_with_only_the_package_predicts_and_ML_NET_agrees_to_the_sixth_digit()
    {
        Pack();
        WriteApplication();
        string zip = folder.Write("model.zip", SmallModel.Bytes);
        string picture = folder.Write("face.png", PictureFiles.Grey(SmallModel.Faces.Pixels(2).ToArray(), 48, 48));
        string output = Run(folder.File("app"), "run", "-c", "Release", "--", zip, picture);

        using JsonDocument answer = JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]);
        using EmotionModel model = SmallModel.Load();
        float[] expected = model.Score(SmallModel.Faces.Pixels(2));
        foreach (string door in (string[])["path", "bytes", "stream", "image", "mlnet"])
        {
            float[] actual = [.. answer.RootElement.GetProperty(door).EnumerateArray().Select(number => number.GetSingle())];
            for (int i = 0; i < 7; i++) Assert.InRange(actual[i], expected[i] - 1e-6f, expected[i] + 1e-6f);
        }
        Assert.Equal(7, answer.RootElement.GetProperty("shipped").GetArrayLength());
        string error = answer.RootElement.GetProperty("error").GetString()!;
        Assert.Contains("Training needs torch's native library", error);
        Assert.Contains("dotnet add package", error);
        Assert.DoesNotContain("torch", Path.GetFileNameWithoutExtension(Directory.GetFiles(folder.File("app"), "libtorch*", SearchOption.AllDirectories).FirstOrDefault("")));
    }

    private void Pack()
    {
        string configuration = AppContext.BaseDirectory.TrimEnd('/', '\\').EndsWith("debug", StringComparison.OrdinalIgnoreCase) ? "Debug" : "Release";
        Run(Path.Combine(Repository.Root, "src", "FerNet"), "pack", "--no-build", "-c", configuration, $"-p:PackageVersion={version}", "-o", folder.File("feed"));
        using ZipArchive package = ZipFile.OpenRead(folder.File($"feed/FerNet.{version}.nupkg"));
        Assert.Contains(package.Entries, entry => entry.FullName == "README.md");
        Assert.Contains(package.Entries, entry => entry.FullName == "lib/net10.0/FerNet.xml");
        Assert.DoesNotContain(package.Entries, entry => entry.FullName.Contains("libtorch", StringComparison.OrdinalIgnoreCase));
        Assert.InRange(new FileInfo(folder.File($"feed/FerNet.{version}.nupkg")).Length, 100_000, 10_000_000);
    }

    private void WriteApplication()
    {
        folder.Write("app/Program.cs", Encoding.UTF8.GetBytes(Program));
        folder.Write("app/app.csproj", Encoding.UTF8.GetBytes($"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RestoreAdditionalProjectSources>{folder.File("feed")}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="FerNet" Version="{version}" />
              </ItemGroup>
            </Project>
            """));
    }

    private static string Run(string workingDirectory, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true };
        // The test host's own settings must not reach the build that it starts.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || key.StartsWith("DOTNET_HOST", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}: exit code {process.ExitCode}\n{output}\n{errors.Result}");
        return output;
    }
}
