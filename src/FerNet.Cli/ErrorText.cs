using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Cli;

/// <summary>Error messages for the user of the command line.</summary>
internal static class ErrorText
{
    /// <summary>The message, with the program's options instead of the library's settings.</summary>
    public static string Of(Exception error) => WithOptions(Message(error));

    /// <summary>Replaces settings of the library by the program's options.</summary>
    public static string WithOptions(string text) => text
        .Replace($"{nameof(FerDatasetOptions)}.{nameof(FerDatasetOptions.ClassNames)}", "--class-names 0=angry,1=disgust,...",
            StringComparison.Ordinal)
        .Replace(nameof(FerDatasetOptions.ClassNames), "--class-names", StringComparison.Ordinal)
        .Replace(nameof(FerDatasetOptions.SkipBadRows), "--skip-bad-rows", StringComparison.Ordinal)
        .Replace($"set {nameof(FerDatasetOptions)}.{nameof(FerDatasetOptions.UseFerPlus)} to false", "give --no-votes",
            StringComparison.Ordinal)
        .Replace(nameof(TrainingRecipe.FreezeUntil), "--freeze-until", StringComparison.Ordinal)
        .Replace($"set {nameof(EmotionTrainerOptions.AllowSingleEmotion)}", "give --allow-single-emotion", StringComparison.Ordinal);

    /// <summary>Whether an error is about one image, so that a command with several images continues with the next one.</summary>
    public static bool IsOfOneImage(Exception error) => error is IOException or InvalidDataException or UnauthorizedAccessException
        or ArgumentException or NotSupportedException or NoFaceException;

    private static string Message(Exception error) => error switch
    {
        // .NET appends the parameter's name, which has no meaning on a command line.
        ArgumentException argument when argument.ParamName is { } name =>
            argument.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        AggregateException { InnerExceptions: [Exception one] } => Of(one),
        IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException or ArgumentException
            or DllNotFoundException or TrainingDivergedException or NotSupportedException or InsufficientMemoryException => error.Message,
        OutOfMemoryException => "There is not enough memory. Give the process more.",
        _ => $"{UntrustedText.QuoteNote(error.Message, maximum: 1000)} ({error.GetType().Name}; please report this)",
    };
}
