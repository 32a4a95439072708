using FerNet.Models;
using FerNet.Training;
using FerNet.Training.Detection;
using FerNet.Utilities;

namespace FerNet.Cli;

/// <summary>Error messages for the user of the command line.</summary>
internal static class ErrorText
{
    /// <summary>
    /// Texts of the library and their replacements. Longer texts come first, because they contain some of the names below.
    /// </summary>
    private static readonly (string Library, string Program)[] Words =
    [
        (Devices.NoGpu,
            "--device cuda: torch finds no CUDA GPU. Check the driver, give the folder of a CUDA build with --torch, or use --device cpu."),
        ($"a {nameof(FaceDetector)} that finds smaller or less certain faces, or {nameof(FaceSearch)}.{nameof(FaceSearch.Auto)}.",
            "lower --threshold or --min-face-size, raise --max-input-side, or use --faces auto."),
        ($", take their middle with {nameof(FaceSearch)}.{nameof(FaceSearch.Auto)}, or use a {nameof(FaceDetector)} that finds smaller " +
            "or less certain faces.", " or take their middle with --faces auto."),
        ($"Set {nameof(EmotionTrainerOptions.StartFrom)}, or {nameof(TrainingRecipe.StartShare)} to 0.",
            "Give --start, or another --recipe."),
        ($"Set {nameof(EmotionTrainerOptions.StartFrom)}, or {nameof(TrainingRecipe.FreezeUntil)} to 0.",
            "Give --start, or another --recipe."),
        ($"set {nameof(EmotionTrainerOptions.ValidationSetFraction)} and {nameof(TrainingRecipe.CalibrationFraction)} to 0",
            "set --validation-fraction to 0"),
        ($"If it comes from a source that you trust, raise {nameof(LoadLimits)}.{nameof(LoadLimits.MaxBytes)}.",
            "This program reads no larger model; check the path."),
        ($", or let it take fewer images at once ({nameof(EmotionPredictorOptions.MaxConcurrentImages)})", ""),
        ($"Open a detector of faces with {nameof(FaceDetector)}.{nameof(FaceDetector.Load)}.",
            "Only 'fernet train-detector --start FILE.onnx' reads a detector of faces."),
        ($"Open it with {nameof(EmotionModel)}.", "'fernet predict --model FILE' uses it."),
        ($"with {nameof(FaceDetectorTrainer)}.", "with 'fernet train-detector'."),
        ($"{nameof(FaceDetector)}.{nameof(FaceDetector.CreateDefault)}", "'shipped'"),
        ($"{nameof(EmotionModel)}.{nameof(EmotionModel.Save)}", "'fernet train --output FILE.zip'"),
        ($"{nameof(FerDatasetOptions)}.{nameof(FerDatasetOptions.ClassNames)}", "--class-names 0=angry,1=disgust,..."),
        (nameof(FerDatasetOptions.ClassNames), "--class-names"),
        ($"with {nameof(FerDatasetOptions.SkipBadRows)}", "with --skip-bad-rows"),
        ($"set {nameof(FerDatasetOptions)}.{nameof(FerDatasetOptions.UseFerPlus)} to false", "give --no-votes"),
        ($"Set {nameof(EmotionTrainerOptions.Network)} to", "Set --network to"),
        ($"{nameof(EmotionTrainerOptions.StartFrom)} is a ", "--start is a "),
        ($"with {nameof(EmotionTrainerOptions.StartFrom)}.", "with --start."),
        ($"no {nameof(EmotionTrainerOptions.StartFrom)}, ", "no --start, "),
        ($"{nameof(TrainingRecipe.FreezeUntil)} is ", "--freeze-until is "),
        ($"train a model with {nameof(EmotionTrainer)}.", "train a model with 'fernet train'."),
        ($"set {nameof(EmotionTrainerOptions.AllowSingleEmotion)}", "give --allow-single-emotion"),
    ];

    /// <summary>The message, with the program's options instead of the library's settings.</summary>
    public static string Format(Exception error) => WithOptions(Message(error));

    /// <summary>Replaces settings of the library by the program's options.</summary>
    public static string WithOptions(string text) =>
        Words.Aggregate(text, (known, word) => known.Replace(word.Library, word.Program, StringComparison.Ordinal));

    /// <summary>Whether an error is about one image, so that a command with several images continues with the next one.</summary>
    public static bool IsOfOneImage(Exception error) => error is IOException or InvalidDataException or UnauthorizedAccessException
        or ArgumentException or NotSupportedException or NoFaceException;

    private static string Message(Exception error) => error switch
    {
        // .NET appends the parameter's name, which has no meaning on a command line.
        ArgumentException argument when argument.ParamName is { } name =>
            argument.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        AggregateException { InnerExceptions: [Exception one] } => Format(one),
        IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException or ArgumentException
            or DllNotFoundException or TrainingDivergedException or NotSupportedException or InsufficientMemoryException
            or NoFaceException => error.Message,
        OutOfMemoryException => "There is not enough memory. Give the process more.",
        _ => $"{UntrustedText.QuoteNote(error.Message, maximum: 1000)} ({error.GetType().Name}; please report this)",
    };
}
