using FerNet.Evaluation;
using FerNet.Networks;
using FerNet.Training;

namespace FerNet.Samples;

/// <summary>Trains a small network on FER2013 or a folder of images, evaluates it and saves it.</summary>
internal static class TrainSample
{
    public static void Run(string data)
    {
        // fer2013.csv, also compressed, or a folder of images such as train/happy/1.png.
        FerDataset faces = FerDataset.Load(data);
        Console.WriteLine(faces.Counts);

        // Every setting has a default; these are changed most often.
        EmotionTrainer trainer = new(new EmotionTrainerOptions
        {
            Network = Network.Fast,
            Epochs = 2,
            EarlyStopping = new EarlyStopping { Patience = 5 },
            MetricsCallback = Console.WriteLine,
        });

        // The weights of the epoch with the best accuracy on PublicTest are kept.
        using EmotionModel model = trainer.Train(faces);

        // PrivateTest has not been used so far, so it measures the accuracy on unseen faces.
        EmotionMetrics metrics = model.Evaluate(faces.PrivateTest);
        Console.WriteLine(metrics);
        Console.WriteLine(metrics.ConfusionMatrix);

        // EmotionPredictor and any ML.NET application can load this zip.
        model.Save("emotions.zip");
        using EmotionPredictor predictor = EmotionPredictor.Load("emotions.zip");
        Console.WriteLine($"The first face is labeled {faces.Label(0).Name()}; the answer is {predictor.PredictPatch(faces.Pixels(0))}.");
        Console.WriteLine($"Saved {Path.GetFullPath("emotions.zip")}");
    }
}
