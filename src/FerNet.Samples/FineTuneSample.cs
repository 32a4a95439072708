using FerNet.Networks;
using FerNet.Training;

namespace FerNet.Samples;

/// <summary>The small model of the package, trained further on a folder of your own images.</summary>
internal static class FineTuneSample
{
    public static void Run(string folder)
    {
        // Photographs in folders named angry, disgust, fear, happy, sad, surprise and neutral. The face in each is found and cut out;
        // a tenth is kept to choose the best epoch by, and another tenth to test on.
        FerDataset faces = FerDataset.Load(folder, new FerDatasetOptions { RandomSplit = true, SkipBadRows = true });
        Console.WriteLine(faces.Counts);
        Console.WriteLine(faces.LoadReport);

        using EmotionModel shipped = EmotionModel.LoadFast();
        EmotionTrainer trainer = new(new EmotionTrainerOptions
        {
            // The network has to fit the model: Network.Default goes with LoadDefault.
            Network = Network.Fast,
            StartFrom = shipped,
            // Most of the shipped model's weights stay in the new one, so that little is forgotten.
            Recipe = TrainingRecipe.FineTune,
            Epochs = 5,
            MetricsCallback = Console.WriteLine,
        });
        using EmotionModel tuned = trainer.Train(faces);

        Console.WriteLine($"Before: {shipped.Evaluate(faces.PrivateTest)}");
        Console.WriteLine($"After:  {tuned.Evaluate(faces.PrivateTest)}");

        tuned.Save("fine-tuned.zip");
        Console.WriteLine($"Saved {Path.GetFullPath("fine-tuned.zip")}");
    }
}
