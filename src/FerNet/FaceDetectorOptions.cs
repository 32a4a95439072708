using FerNet.Faces.YuNet;
using FerNet.Networks.Onnx;
using FerNet.Utilities;
using Microsoft.ML.OnnxRuntime;

namespace FerNet;

/// <summary>Settings of a <see cref="FaceDetector"/> or <see cref="YuNetFaceDetector"/>. Immutable.</summary>
public sealed record FaceDetectorOptions
{
    /// <summary>
    /// Minimum detection confidence, 0.05 to 0.99: a higher value gives fewer false detections and misses more faces. Default: 0.85.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double Threshold { get; init => field = Guard.Between(value, 0.05, 0.99, nameof(Threshold)); } = 0.85;

    /// <summary>Minimum height of a face from forehead to chin in pixels of the image, 8 to 10,000. Default: 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public int MinFaceSize { get; init => field = (int)Guard.Between(value, 8, 10_000, nameof(MinFaceSize)); } = 20;

    /// <summary>
    /// The maximum number of faces to return, at least 1; the most certain ones are kept. It limits the time for images with many faces.
    /// Default: 100.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxFaces { get; init => field = Guard.AtLeast(value, 1, nameof(MaxFaces)); } = 100;

    /// <summary>
    /// The longest side in pixels at which an image is searched, 32 to 8,192; a larger image is first reduced to it, so that the search
    /// time does not grow with the image. Faces smaller than about 10 pixels in the reduced image are not found. Default: 640.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public int MaxInputSide { get; init => field = (int)Guard.Between(value, 32, 8192, nameof(MaxInputSide)); } = 640;

    /// <summary>
    /// Whether the image is also searched rotated by 90, 180 and 270 degrees, for sideways and upside-down faces, which takes up to four
    /// times as long. Default: false.
    /// </summary>
    public bool AnyOrientation { get; init; }

    /// <summary>
    /// Threads that one call may use, 0 or more. Default: 0, the number of processors that the process may use, from one pool that all
    /// predictors and detectors share. 1 is best where many calls run at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0.</exception>
    public int Threads { get; init => field = Guard.AtLeast(value, 0, nameof(Threads)); }

    /// <summary>
    /// Changes the options of the ONNX Runtime session before it is created, see <see cref="EmotionPredictorOptions.ConfigureSession"/>.
    /// Default: null.
    /// </summary>
    public Action<SessionOptions>? ConfigureSession { get; init; }

    internal SessionSettings SessionSettings => new(Threads, ConfigureSession);
}
