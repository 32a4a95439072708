using FerNet.Checks;
using FerNet.Faces;
using FerNet.Faces.YuNet;
using FerNet.Pictures;

namespace FerNet;

/// <summary>Finds faces with a YuNet network from a file of yours; FerNet ships none.</summary>
/// <remarks>
/// Source: Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023. The file must take BGR pictures of any size
/// [N, 3, height, width] and answer cls, obj and bbox for the strides 8, 16 and 32. Its tight boxes are turned into the crops that the
/// emotion network reads. Thread-safe; dispose it at the end.
/// </remarks>
public sealed class YuNetFaceDetector : IFaceDetector, IDisposable
{
    private readonly YuNetSession session;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no YuNet network; the message says what is missing.</exception>
    public YuNetFaceDetector(string path, FaceDetectorOptions? options = null)
    {
        Options = options ?? new FaceDetectorOptions();
        session = new YuNetSession(PictureReader.BytesOf(path, "detector"), ForeignText.Quote(path), Options.Threads);
    }

    /// <summary>The settings.</summary>
    public FaceDetectorOptions Options { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DetectedFace> Detect(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        // Faces of 10 pixels are the smallest that the network knows, so a picture with larger ones may be made smaller.
        double scale = Math.Min(1, Math.Min(YuNetSession.SmallestFace / Options.SmallestFace, (double)YuNetSession.LongestSide / Math.Max(picture.Width, picture.Height)));
        IEnumerable<DetectedFace> found = session.Find(YuNetInput.Of(picture, scale), Options.MinimumConfidence);
        return Suppression.Apply(found.Select(face => face with { Box = ToCrop(face.Box, (float)(1 / scale)) }), Options.MostFaces).AsReadOnly();
    }

    /// <summary>Frees the session.</summary>
    public void Dispose() => session.Dispose();

    /// <summary>From forehead to chin and from ear to ear, to the square crop around it.</summary>
    private static FaceBox ToCrop(FaceBox face, float back)
    {
        float side = (float)FaceNetwork.SideOfHeight * face.Height * back;
        float x = (face.X + (face.Width / 2)) * back, y = (face.Y + (face.Height / 2)) * back;
        return new FaceBox(x - (side / 2), y - (side / 2), side, side);
    }
}
