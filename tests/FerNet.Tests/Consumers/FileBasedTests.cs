using System.Text;
using FerNet.Drawing;
using FerNet.Tests.Support;

namespace FerNet.Tests.Consumers;

/// <summary>One file of C# that names the package in its first line: reflection-based JSON is switched off there.</summary>
[Collection(typeof(OnePackage))]
public sealed class FileBasedTests(PackedFeed feed)
{
    [Fact]
    public void A_program_of_one_file_predicts()
    {
        using TemporaryFolder folder = new();
        folder.Write("app.cs", Encoding.UTF8.GetBytes($"""
            #:package FerNet@{feed.Version}
            #:property RestoreAdditionalProjectSources={feed.Folder}
            using FerNet;

            using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
            Console.WriteLine(predictor.Card.Name);
            Console.WriteLine(predictor.Predict(args[0]));
            """));
        string image = folder.Write("me.png", DrawnFaces.Png(Emotion.Happy, seed: 3, side: 200));
        string[] lines = DotNet.Run(folder.Path, "run", "app.cs", "--", image).Trim().Split(Environment.NewLine);
        Assert.Equal("default", lines[^2]);
        Assert.Matches(Answers.Line, lines[^1]);
    }
}
