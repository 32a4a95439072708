using FerNet.Networks;
using FerNet.Training;

namespace FerNet.Samples;

/// <summary>Fine-tunes the shipped fast model on a folder of your own images.</summary>
internal static class FineTuneSample
{
    public static void Run(string folder)
    {
        // Photographs in folders named angry, disgust, fear, happy, sad, surprise and neutral. The face in each one is detected and
        // cropped; 10 % of the faces are for validation, and another 10 % for the test.
        FerDataset faces = FerDataset.Load(folder, new FerDatasetOptions { RandomSplit = true, SkipBadRows = true });
        Console.WriteLine(faces.Counts);
        Console.WriteLine(faces.LoadReport);

        using EmotionModel shipped = EmotionModel.LoadFast();
        EmotionTrainer trainer = new(new EmotionTrainerOptions
        {
            // The network must be that of the model: use Network.Default with LoadDefault.
            Network = Network.Fast,
            StartFrom = shipped,
            // The result is mostly the shipped model's weights, which reduces forgetting.
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
