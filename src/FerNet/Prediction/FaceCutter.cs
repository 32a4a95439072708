using FerNet.Checks;
using FerNet.Data;
using FerNet.Pictures;

namespace FerNet.Prediction;

/// <summary>Cuts the largest face out of picture files, as a predictor would. Thread-safe.</summary>
internal sealed class FaceCutter(FerDatasetOptions options) : IDisposable
{
    // Pictures are read on all cores already.
    private readonly FaceFinder finder =
        new(new EmotionPredictorOptions { Faces = options.Faces, FaceDetector = options.FaceDetector, Threads = 1 });

    /// <summary>The patch of the largest face.</summary>
    /// <param name="file">A picture file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">The file is no picture, or no face was found in it and one is required.</exception>
    public CutFace Cut(Stream file, string name)
    {
        byte[] encoded = PictureDecoder.ReadAll(file, name);
        Picture picture;
        using (ProcessorSlot.Take(CancellationToken.None))
        {
            picture = Picture.Decode(encoded, name);
            if (!finder.HasForeignDetector) return Cut(picture, name);
        }
        // A detector of the application may wait for something, or predict by itself and need a place of its own.
        return Cut(picture, name);
    }

    public void Dispose() => finder.Dispose();

    private CutFace Cut(Picture picture, string name)
    {
        try
        {
            return new CutFace(finder.LargestPatch(picture), picture.Warning);
        }
        catch (NoFaceException error)
        {
            throw new InvalidDataException(
                Invariant($"{ForeignText.Quote(name)}: no face was found in its {picture.Width:N0} x {picture.Height:N0} pixels; leave ") +
                Invariant($"such pictures out with {nameof(FerDatasetOptions.SkipBadRows)}, take their middle with ") +
                Invariant($"{nameof(FaceSearch)}.{nameof(FaceSearch.Auto)}, or use a {nameof(FaceDetector)} that finds smaller or less ") +
                "certain faces.", error);
        }
    }
}
