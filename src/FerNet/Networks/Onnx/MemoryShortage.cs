using Microsoft.ML.OnnxRuntime;

namespace FerNet.Networks.Onnx;

/// <summary>
/// Tells the end of the memory in ONNX Runtime from a network or an image that cannot be used: the same call may succeed later.
/// </summary>
internal static class MemoryShortage
{
    /// <summary>What the C++ libraries of Linux, macOS and Windows say, and ONNX Runtime's own allocator.</summary>
    private static readonly string[] Messages = ["bad_alloc", "bad allocation", "Failed to allocate memory"];

    public static bool IsCause(OnnxRuntimeException error) =>
        Messages.Any(message => error.Message.Contains(message, StringComparison.Ordinal));

    /// <param name="name">What messages call the network.</param>
    /// <param name="error">What ONNX Runtime said.</param>
    public static InsufficientMemoryException Exception(string name, OnnxRuntimeException error) => new(
        $"There is not enough memory to use {name}. Give the process more, or let it take fewer images at once " +
        $"({nameof(EmotionPredictorOptions.MaxConcurrentImages)}).", error);
}
