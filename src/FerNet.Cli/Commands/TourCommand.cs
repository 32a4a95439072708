using FerNet.Cli.Drawing;
using FerNet.Cli.Progress;
using FerNet.Cli.Tour;
using FerNet.Evaluation;

namespace FerNet.Cli.Commands;

/// <summary>fernet without a command: the whole library in one go, on faces it draws itself.</summary>
internal static class TourCommand
{
    private const int FacesPerEmotion = 200, Epochs = 10;

    public static int Run(Terminal terminal, CancellationToken cancellationToken) =>
        Run(terminal, FacesPerEmotion, Epochs, cancellationToken);

    internal static int Run(Terminal terminal, int facesPerEmotion, int epochs, CancellationToken cancellationToken)
    {
        TextWriter output = terminal.Output;
        Chapter(output, "1. Data: cartoon faces with the seven expressions");
        FerDataset faces = DrawnFaces.Dataset(facesPerEmotion, seed: 1);
        output.WriteLine(faces.Counts);

        Chapter(output, "2. Network: a stack of layers of your own");
        output.WriteLine(TourNetwork.Network.Summary());

        Chapter(output, "3. Training");
        List<CurvePoint> curve = [];
        using EmotionModel trained = TrainingProgress.Follow(terminal, listener => new EmotionTrainer(new EmotionTrainerOptions
        {
            Network = TourNetwork.Network,
            Recipe = TourNetwork.Recipe,
            Epochs = epochs,
            ProgressCallback = listener.Step,
            MetricsCallback = metrics =>
            {
                curve.Add(CurvePoint.Of(metrics));
                listener.Epoch(metrics);
            },
        }).Train(faces, cancellationToken));
        output.WriteLine(CurveText.Of(curve));

        Chapter(output, "4. Evaluation: faces that the network has not seen");
        EmotionMetrics metrics = trained.Evaluate(faces.PrivateTest);
        output.WriteLine(metrics);
        output.WriteLine();
        terminal.RichOutput.Write(ConfusionTable.Of(metrics.ConfusionMatrix));

        Chapter(output, "5. Save, load, predict");
        Predict(output, trained, cancellationToken);
        return ExitCode.Success;
    }

    private static void Predict(TextWriter output, EmotionModel trained, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("fernet-tour-").FullName;
        string modelPath = Path.Combine(folder, "tour.zip");
        trained.Save(modelPath);
        output.WriteLine($"saved {modelPath} ({Words.Size(new FileInfo(modelPath).Length)})");
        using EmotionPredictor predictor = EmotionPredictor.Load(modelPath);
        string image = "";
        foreach (Emotion emotion in EmotionExtensions.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            image = Path.Combine(folder, $"{emotion.Name()}.png");
            File.WriteAllBytes(image, DrawnFaces.Png(emotion, seed: 2000 + (int)emotion, side: 320));
            output.WriteLine($"{emotion.Name() + ".png",-13} {predictor.Predict(image, cancellationToken)}");
        }
        output.WriteLine();
        output.WriteLine("Try it: dotnet run -c Release --project src/FerNet.Cli -- \\");
        output.WriteLine($"  predict {image} --model {modelPath} --json");
        output.WriteLine("Real faces: the README says where FER2013 is to be had; then 'train --data fer2013.csv --output faces.zip'.");
    }

    private static void Chapter(TextWriter output, string title)
    {
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine(new string('-', title.Length));
    }
}
