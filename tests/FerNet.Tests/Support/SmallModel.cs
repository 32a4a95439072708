using FerNet.Training;

namespace FerNet.Tests.Support;

/// <summary>A model that was really trained, once for all tests, on patterns.</summary>
internal static class SmallModel
{
    private static readonly Lazy<byte[]> Zip = new(Train);

    public static FerDataset Faces { get; } = Patterns.Dataset(perLabel: 20, seed: 1, testPerLabel: 5);

    /// <summary>The faces of PublicTest with wrong labels: the model recognizes hardly any of them.</summary>
    public static FerDataset WronglyLabeled
    {
        get
        {
            FerDataset test = Faces.PublicTest;
            int[] all = [.. Enumerable.Range(0, test.Count)];
            return FerDataset.FromFaces(
                [.. all.SelectMany(i => test.Pixels(i).ToArray())],
                [.. all.Select(i => (Emotion)(((int)test.Label(i) + 1) % EmotionExtensions.Count))]);
        }
    }

    /// <summary>The bytes of its zip.</summary>
    public static byte[] Bytes => Zip.Value;

    /// <summary>A model of the caller's own.</summary>
    public static EmotionModel Load()
    {
        using MemoryStream stream = new(Bytes);
        return EmotionModel.Load(stream);
    }

    private static byte[] Train()
    {
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Residual,
            Seed = 2,
            Recipe = new TrainingRecipe
            {
                LearningRate = 0.03,
                BatchSize = 20,
                Epochs = 24,
                AveragingDecay = 0.5,
                CalibrationFraction = 0.1,
            },
        };
        using EmotionModel model = new EmotionTrainer(options).Train(Faces);
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }
}
