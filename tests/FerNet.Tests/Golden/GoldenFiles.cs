using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Tests.Docs;
using FerNet.Training;

namespace FerNet.Tests.Golden;

/// <summary>Files that the code of commit dc3c24f (version 1.0, model format 1) wrote, and the settings they were written with.</summary>
internal static class GoldenFiles
{
    public const string Model = "emotions.zip", Probabilities = "probabilities.json", Resumed = "resumed.json", Detector = "faces.onnx";

    /// <summary>The step after which the training of the checkpoint was canceled: within its second epoch.</summary>
    public const int CanceledAfter = 7;

    public static Network Network { get; } = new(
        "golden",
        new Conv2D(4) { Stride = 2, UseBias = false },
        new BatchNormalization(),
        new ReLU(),
        new MaxPooling2D(4),
        new Flatten(),
        new Dense(7));

    public static EmotionTrainerOptions Options { get; } = new()
    {
        Network = Network,
        Recipe = new TrainingRecipe { LearningRate = 0.02, BatchSize = 14, Epochs = 4, AveragingDecay = 0.5 },
        Precision = TrainingPrecision.Float32,
        Seed = 5,
    };

    /// <summary>A dataset of format 1, which is younger than the others.</summary>
    public const string Dataset = "faces.npz";

    /// <summary>The path of the golden dataset; the tests only read it.</summary>
    public static string DatasetPath => Path.Combine(Repository.Root, "tests", "FerNet.Tests", "Golden", "v1.0-dataset", Dataset);

    /// <summary>The path of another golden file; the tests only read it.</summary>
    public static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "FerNet.Tests", "Golden", "v1.0-dc3c24f", name);
}
