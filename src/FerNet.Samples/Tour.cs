using FerNet.Drawing;
using FerNet.Evaluation;
using FerNet.Training;
using Spectre.Console;

namespace FerNet.Samples;

/// <summary>Demonstrates the whole library on generated faces: data, network, training, evaluation, prediction.</summary>
internal static class Tour
{
    private const int FacesPerEmotion = 300, Epochs = 10;

    public static void Run()
    {
        Chapter("1. Data: cartoon faces with the seven expressions");
        FerDataset faces = DrawnFaces.Dataset(FacesPerEmotion, seed: 1);
        Console.WriteLine(faces.Counts);

        Chapter("2. Network: a stack of layers of your own");
        Console.WriteLine(TourNetwork.Network.Summary());

        Chapter("3. Training");
        List<EpochMetrics> curve = [];
        EmotionTrainer trainer = new(new EmotionTrainerOptions
        {
            Network = TourNetwork.Network,
            Recipe = TourNetwork.Recipe,
            Epochs = Epochs,
            MetricsCallback = metrics =>
            {
                curve.Add(metrics);
                Console.WriteLine(metrics);
            },
        });
        using EmotionModel trained = trainer.Train(faces);
        Console.WriteLine(AccuracyChart.Of(curve));

        Chapter("4. Evaluation: faces that the network has not seen");
        EmotionMetrics metrics = trained.Evaluate(faces.PrivateTest);
        Console.WriteLine(metrics);
        Console.WriteLine();
        AnsiConsole.Write(ConfusionTable.Of(metrics.ConfusionMatrix));

        Chapter("5. Save, load, predict");
        SaveAndPredict(trained);
    }

    private static void SaveAndPredict(EmotionModel trained)
    {
        string folder = Directory.CreateTempSubdirectory("fernet-tour-").FullName;
        string modelPath = Path.Combine(folder, "tour.zip");
        trained.Save(modelPath);
        Console.WriteLine($"saved {modelPath} ({new FileInfo(modelPath).Length / 1000} kB)");
        // The network was trained on whole drawings. A face search would crop them more tightly.
        using EmotionPredictor predictor = EmotionPredictor.Load(modelPath, new EmotionPredictorOptions { Faces = FaceSearch.None });
        string image = "";
        foreach (Emotion emotion in EmotionExtensions.All)
        {
            image = Path.Combine(folder, $"{emotion.Name()}.png");
            File.WriteAllBytes(image, DrawnFaces.Png(emotion, seed: 2000 + (int)emotion, side: 320));
            Console.WriteLine($"{emotion.Name() + ".png",-13} {predictor.Predict(image)}");
        }
        Console.WriteLine();
        Console.WriteLine("Try it: dotnet run -c Release --project src/FerNet.Cli -- \\");
        Console.WriteLine($"  predict {image} --model {modelPath} --faces whole --json");
        Console.WriteLine("Real faces: the README says where FER2013 is to be had; then");
        Console.WriteLine("  dotnet run -c Release --project src/FerNet.Cli -- train --data fer2013.csv --output faces.zip");
    }

    private static void Chapter(string title)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine(new string('-', title.Length));
    }
}
