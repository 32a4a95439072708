using FerNet.Faces.YuNet;
using FerNet.Networks.Onnx;
using FerNet.Utilities;
using Microsoft.ML.OnnxRuntime;

namespace FerNet;

/// <summary>Settings of a <see cref="FaceDetector"/> or <see cref="YuNetFaceDetector"/>. Immutable.</summary>
public sealed record FaceDetectorOptions
{
    /// <summary>Confidence from which a face counts, 0.05 to 0.99: higher finds fewer faces and invents fewer. Default: 0.85.</summary>
    public double Threshold { get; init => field = Guard.Between(value, 0.05, 0.99, nameof(Threshold)); } = 0.85;

    /// <summary>Height in pixels, from forehead to chin, of the smallest face to return, 8 to 10,000. Default: 20.</summary>
    public int MinFaceSize { get; init => field = (int)Guard.Between(value, 8, 10_000, nameof(MinFaceSize)); } = 20;

    /// <summary>
    /// The most faces to return, the most certain ones, at least 1. Default: 100. It bounds what an image full of faces costs.
    /// </summary>
    public int MaxFaces { get; init => field = Guard.AtLeast(value, 1, nameof(MaxFaces)); } = 100;

    /// <summary>
    /// The longest side in pixels at which an image is searched, 32 to 8,192; a larger image is reduced to it first, so that the time does
    /// not grow with the image. A face is found from about 10 pixels of the reduced image on. Default: 640.
    /// </summary>
    public int MaxInputSide { get; init => field = (int)Guard.Between(value, 32, 8192, nameof(MaxInputSide)); } = 640;

    /// <summary>
    /// Whether the image is searched also turned by 90, 180 and 270 degrees, for faces that lie or stand on their heads: four times the
    /// time. Default: false.
    /// </summary>
    public bool AnyOrientation { get; init; }

    /// <summary>
    /// Threads that one call may use, 0 or more. Default: 0, as many as the process may use processors, from one pool that all predictors
    /// and detectors share; 1 is best where many calls run at once.
    /// </summary>
    public int Threads { get; init => field = Guard.AtLeast(value, 0, nameof(Threads)); }

    /// <summary>
    /// Changes the options of ONNX Runtime's session before it is opened, see <see cref="EmotionPredictorOptions.ConfigureSession"/>.
    /// Default: null.
    /// </summary>
    public Action<SessionOptions>? ConfigureSession { get; init; }

    internal SessionSettings SessionSettings => new(Threads, ConfigureSession);
}
