using FerNet.Data.Images;
using FerNet.Faces.Framing;
using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Prediction;

/// <summary>Crops the largest face of image files, as a predictor does. Thread-safe.</summary>
internal sealed class FaceCropper(FerDatasetOptions options) : IDisposable
{
    // Images are read on all cores already.
    private readonly FaceFinder finder =
        new(new EmotionPredictorOptions { Faces = options.Faces, FaceDetector = options.FaceDetector, Threads = 1 });

    /// <summary>The patch of the largest face.</summary>
    /// <param name="file">An image file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <exception cref="InvalidDataException">The file is not an image, or no face was found and one is required.</exception>
    public CroppedFace Cut(Stream file, string name)
    {
        byte[] encoded = ImageDecoder.ReadAll(file, name);
        InputImage image;
        using (ProcessorSlot.Take(CancellationToken.None))
        {
            image = InputImage.Decode(encoded, name);
            if (!finder.HasApplicationDetector) return Cut(image, name);
        }
        // A detector of the application may block, or call a predictor that needs a slot of its own.
        return Cut(image, name);
    }

    public void Dispose() => finder.Dispose();

    private CroppedFace Cut(InputImage image, string name)
    {
        try
        {
            FramedFace largest = finder.Largest(image);
            return new CroppedFace(FaceFinder.Patch(image, largest.Crop), image.Width, image.Height)
            {
                FaceFound = finder.SkipsSearch(image) ? null : largest.Face is not null,
                Warning = image.Warning,
            };
        }
        catch (NoFaceException error)
        {
            throw new InvalidDataException(
                Invariant($"{UntrustedText.Quote(name)}: no face was found in its {image.Width:N0} x {image.Height:N0} pixels; leave ") +
                Invariant($"such images out with {nameof(FerDatasetOptions.SkipBadRows)}, take their middle with ") +
                Invariant($"{nameof(FaceSearch)}.{nameof(FaceSearch.Auto)}, or use a {nameof(FaceDetector)} that finds smaller or less ") +
                "certain faces.", error);
        }
    }
}
