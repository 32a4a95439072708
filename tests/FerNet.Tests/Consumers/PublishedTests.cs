using System.Runtime.InteropServices;
using FerNet.Drawing;
using FerNet.Tests.Support;

namespace FerNet.Tests.Consumers;

/// <summary>Applications that are published for a machine without .NET: as one file, trimmed, and compiled ahead of time.</summary>
[Collection(typeof(OnePackage))]
public sealed class PublishedTests(PackedFeed feed)
{
    private const string Program = """
        using FerNet;

        using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
        Console.WriteLine(predictor.Predict(args[0]));
        foreach (EmotionPrediction face in predictor.PredictFaces(args[0])) Console.WriteLine(face);
        Console.WriteLine(predictor.Card);
        try
        {
            predictor.Predict("missing.png");
        }
        catch (FileNotFoundException error)
        {
            Console.WriteLine(error.Message);
        }
        """;

    [Fact]
    public void One_file_runs_from_another_folder() =>
        AssertRuns(alone: true, "--self-contained", "-p:PublishSingleFile=true", "-p:IncludeNativeLibrariesForSelfExtract=true");

    [Fact]
    public void A_trimmed_application_predicts() => AssertRuns(alone: false, "--self-contained", "-p:PublishTrimmed=true");

    [Fact]
    public void An_application_compiled_ahead_of_time_predicts()
    {
        Assert.SkipUnless(Find("clang") || Find("gcc"), "Native AOT needs a C compiler: install clang.");
        AssertRuns(alone: false, "-p:PublishAot=true", "-p:StripSymbols=false");
    }

    private void AssertRuns(bool alone, params string[] options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux()
            && RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64, "It is published for linux-x64.");
        using Application application = new(feed, Program);
        using TemporaryFolder elsewhere = new();
        string output = Path.Combine(application.Folder, "out");
        DotNet.Run(application.Folder, ["publish", "-c", "Release", "-r", "linux-x64", .. options, "-o", output]);
        string program = Path.Combine(output, "app");
        if (alone) File.Move(program, program = elsewhere.File("app"));
        string image = elsewhere.Write("me.png", DrawnFaces.Png(Emotion.Happy, seed: 3, side: 200));
        (int code, string text, string error) = DotNet.Start(program, elsewhere.Path, image);
        Assert.True(code == 0, error);

        using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
        string[] lines = text.TrimEnd().Split(Environment.NewLine);
        Assert.Matches(Answers.Line, lines[0]);
        Assert.Equal(predictor.Predict(image).ToString(), lines[0]);
        Assert.Contains(predictor.Card.ToString(), text);
        Assert.Contains("There is no image at", lines[^1]);
    }

    private static bool Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
