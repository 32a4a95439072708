using FerNet.Evaluation;
using FerNet.Networks;
using FerNet.Training;

namespace FerNet.Samples;

/// <summary>A small network, trained on FER2013 or on a folder of images, evaluated and saved.</summary>
internal static class TrainSample
{
    public static void Run(string data)
    {
        // fer2013.csv, plain or packed, or a folder of images such as train/happy/1.png.
        FerDataset faces = FerDataset.Load(data);
        Console.WriteLine(faces.Counts);

        // Every setting has a default; these are the ones that are changed most often.
        EmotionTrainer trainer = new(new EmotionTrainerOptions
        {
            Network = Network.Fast,
            Epochs = 2,
            EarlyStopping = new EarlyStopping { Patience = 5 },
            MetricsCallback = Console.WriteLine,
        });

        // The weights of the epoch that was best on the public test are kept.
        using EmotionModel model = trainer.Train(faces);

        // The private test was used for nothing so far: it says how good the model is on faces that it has not seen.
        EmotionMetrics metrics = model.Evaluate(faces.PrivateTest);
        Console.WriteLine(metrics);
        Console.WriteLine(metrics.ConfusionMatrix);

        // One zip, which EmotionPredictor and any application of ML.NET load.
        model.Save("emotions.zip");
        using EmotionPredictor predictor = EmotionPredictor.Load("emotions.zip");
        Console.WriteLine($"The first face is labeled {faces.Label(0).Name()}; the answer is {predictor.PredictPatch(faces.Pixels(0))}.");
        Console.WriteLine($"Saved {Path.GetFullPath("emotions.zip")}");
    }
}
