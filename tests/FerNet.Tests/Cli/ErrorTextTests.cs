using FerNet.Cli;
using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Cli;

/// <summary>What the library says of its own names is said in the words of the command line.</summary>
public sealed class ErrorTextTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_gpu_names_the_options() => Assert.Equal(
        "--device cuda: torch finds no CUDA GPU. Check the driver, give the folder of a CUDA build with --torch, or use --device cpu.",
        ErrorText.Format(new InvalidOperationException(Devices.NoGpu)));

    [Fact]
    public void A_detector_where_an_emotion_model_is_meant_names_the_command_that_reads_it()
    {
        using FaceDetector detector = FaceDetector.CreateDefault();
        detector.Save(folder.File("faces.onnx"));
        Shell shell = Shell.Run("predict", "me.jpg", "--model", folder.File("faces.onnx"));
        Assert.Equal(1, shell.Code);
        Assert.EndsWith("it is 'faces'. Only 'fernet train-detector --start FILE.onnx' reads a detector of faces.", shell.Error.TrimEnd(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_faces_name_the_only_share_that_has_an_option()
    {
        EmotionTrainerOptions held = new()
        {
            ValidationSetFraction = 0.5,
            Recipe = new TrainingRecipe { Epochs = 1, BatchSize = 8, CalibrationFraction = 0.5 },
        };
        FerDataset three = Patterns.Dataset(perLabel: 3, seed: 1).Take(3);
        ArgumentException error = Assert.Throws<ArgumentException>(() => TrainingPlan.Make(held, three));
        Assert.EndsWith("Add faces, or set --validation-fraction to 0.", ErrorText.Format(error), StringComparison.Ordinal);
    }
}
