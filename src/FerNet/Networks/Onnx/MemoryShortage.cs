using Microsoft.ML.OnnxRuntime;

namespace FerNet.Networks.Onnx;

/// <summary>
/// Detects out-of-memory errors of ONNX Runtime. Unlike errors of a network or an image, the same call may succeed later.
/// </summary>
internal static class MemoryShortage
{
    /// <summary>Messages of the C++ libraries of Linux, macOS and Windows, and of ONNX Runtime's allocator.</summary>
    private static readonly string[] Messages = ["bad_alloc", "bad allocation", "Failed to allocate memory"];

    public static bool IsCause(OnnxRuntimeException error) =>
        Messages.Any(message => error.Message.Contains(message, StringComparison.Ordinal));

    /// <param name="name">The name of the network in messages.</param>
    /// <param name="error">The error of ONNX Runtime.</param>
    public static InsufficientMemoryException Exception(string name, OnnxRuntimeException error) => new(
        $"There is not enough memory to use {name}. Give the process more, or let it take fewer images at once " +
        $"({nameof(EmotionPredictorOptions.MaxConcurrentImages)}).", error);
}
