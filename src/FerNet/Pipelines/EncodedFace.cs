using FerNet.Prediction;
using FerNet.Utilities;

namespace FerNet.Pipelines;

/// <summary>Finds the largest face of an encoded image, as a predictor with default options does. Thread-safe.</summary>
internal static class EncodedFace
{
    // Transformers of a pipeline are never disposed, so all pipelines of the process share one detector.
    private static readonly FaceFinder Finder = new(new EmotionPredictorOptions());

    /// <summary>
    /// The patch [48 * 48] of the largest face, or of the centered square where no face is found or the image has at most 48 x 48 pixels.
    /// </summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <exception cref="InvalidDataException">The bytes are not an image.</exception>
    public static byte[] Patch(byte[] encoded, string name)
    {
        using ProcessorSlot slot = ProcessorSlot.Take(CancellationToken.None);
        return Finder.LargestPatch(InputImage.Decode(encoded, name));
    }
}
