using System.Runtime.InteropServices;
using FerNet.Samples.Drawing;

namespace FerNet.Tests.Consumers;

/// <summary>An application published as one file that needs no .NET on the machine.</summary>
[Collection(typeof(OnePackage))]
public sealed class SingleFileTests(PackedFeed feed)
{
    private const string Program = """
        using FerNet;

        using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
        Console.WriteLine(predictor.Predict(args[0]));
        """;

    [Fact]
    public void It_runs_from_another_folder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64, "It is published for linux-x64.");
        using Application application = new(feed, Program);
        using TemporaryFolder elsewhere = new();
        DotNet.Run(application.Folder, "publish", "-c", "Release", "-r", "linux-x64", "--self-contained", "-p:PublishSingleFile=true", "-p:IncludeNativeLibrariesForSelfExtract=true", "-o", application.Folder + "/out");
        string program = elsewhere.File("app");
        File.Move(Path.Combine(application.Folder, "out", "app"), program);
        string picture = elsewhere.Write("me.png", DrawnFaces.Png(Emotion.Happy, seed: 3, side: 200));
        (int code, string output, string error) = DotNet.Start(program, elsewhere.Path, picture);
        Assert.True(code == 0, error);
        Assert.Matches(@"^(angry|disgust|fear|happy|sad|surprise|neutral) \d+ % ", output);
    }
}
