using FerNet.Prediction;
using FerNet.Utilities;

namespace FerNet.Pipelines;

/// <summary>The largest face of an encoded image, found as a predictor with its defaults finds it. Thread-safe.</summary>
internal static class EncodedFace
{
    // Links of a pipeline are never disposed, so that all pipelines of the process share one detector.
    private static readonly FaceFinder Finder = new(new EmotionPredictorOptions());

    /// <summary>
    /// The patch [48 * 48]; of the largest centered square where no face is found, or where the image is a crop already.
    /// </summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">The bytes are no image.</exception>
    public static byte[] Patch(byte[] encoded, string name)
    {
        using ProcessorSlot slot = ProcessorSlot.Take(CancellationToken.None);
        return Finder.LargestPatch(InputImage.Decode(encoded, name));
    }
}
