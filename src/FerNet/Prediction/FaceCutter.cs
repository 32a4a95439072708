using FerNet.Checks;
using FerNet.Pictures;

namespace FerNet.Prediction;

/// <summary>Cuts the largest face out of picture files, as a predictor would. Thread-safe.</summary>
internal sealed class FaceCutter(FerDatasetOptions options) : IDisposable
{
    // Pictures are read on all cores already.
    private readonly FaceFinder finder = new(new EmotionPredictorOptions { Faces = options.Faces, FaceDetector = options.FaceDetector, Threads = 1 });

    /// <summary>The patch [48 * 48] of the largest face.</summary>
    /// <param name="file">A picture file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">The file is no picture, or no face was found in it and one is required.</exception>
    public byte[] Cut(Stream file, string name)
    {
        Picture picture = Picture.Decode(PictureDecoder.ReadAll(file, name), name);
        try
        {
            return finder.LargestPatch(picture);
        }
        catch (NoFaceException error)
        {
            throw new InvalidDataException(
                Invariant($"{ForeignText.Quote(name)}: no face was found in its {picture.Width:N0} x {picture.Height:N0} pixels; leave such pictures out with {nameof(FerDatasetOptions.SkipBadRows)}, take their middle with {nameof(FaceSearch)}.{nameof(FaceSearch.Auto)}, or use a {nameof(FaceDetector)} that finds smaller or less certain faces."), error);
        }
    }

    public void Dispose() => finder.Dispose();
}
