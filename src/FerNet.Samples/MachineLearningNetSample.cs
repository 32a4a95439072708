using FerNet.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Samples;

/// <summary>An ML.NET pipeline: trained on a folder of images, evaluated, saved and loaded.</summary>
internal static class MachineLearningNetSample
{
    public static void Run(string folder)
    {
        MLContext context = new(seed: 1);

        // Images in folders named angry, disgust, fear, happy, sad, surprise and neutral.
        IDataView images = context.Data.LoadFromEnumerable(
            from file in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Order()
            select new LabeledImage { Image = File.ReadAllBytes(file), Name = Path.GetFileName(Path.GetDirectoryName(file))! });
        DataOperationsCatalog.TrainTestData split = context.Data.TrainTestSplit(images, testFraction: 0.2, seed: 1);

        // FacialEmotion is an ML.NET estimator and can be combined with other estimators.
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label", nameof(LabeledImage.Name), keyData: context.EmotionKeys())
            .Append(context.FacialEmotion(new EmotionTrainerOptions { Network = Network.Fast, Epochs = 2 }));
        var model = pipeline.Fit(split.TrainSet);

        MulticlassClassificationMetrics metrics = context.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
        Console.WriteLine($"accuracy {metrics.MicroAccuracy:P1}, log-loss {metrics.LogLoss:0.000}");
        Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());

        // The zip is an ML.NET pipeline. An application that references FerNet can load it with ML.NET.
        context.Model.Save(model, images.Schema, "pipeline.zip");
        ITransformer loaded = context.Model.Load("pipeline.zip", out _);
        foreach (string emotion in loaded.Transform(split.TestSet).GetColumn<string>("Emotion").Take(5)) Console.WriteLine(emotion);
        Console.WriteLine($"Saved {Path.GetFullPath("pipeline.zip")}");
    }

    private sealed class LabeledImage
    {
        public byte[] Image { get; set; } = [];

        public string Name { get; set; } = "";
    }
}
