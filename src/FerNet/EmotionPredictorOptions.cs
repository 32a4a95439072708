using FerNet.Imaging;
using FerNet.Networks.Onnx;
using FerNet.Prediction;
using FerNet.Utilities;
using Microsoft.ML.OnnxRuntime;

namespace FerNet;

/// <summary>Settings of an <see cref="EmotionPredictor"/>. Immutable.</summary>
public sealed record EmotionPredictorOptions
{
    /// <summary>Where to look for faces. Default: <see cref="FaceSearch.Auto"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the three.</exception>
    public FaceSearch Faces { get; init => field = Guard.Defined(value); }

    /// <summary>
    /// The detector that finds the faces; the caller keeps and disposes it. Default: null, the detector that ships with the package.
    /// </summary>
    public IFaceDetector? FaceDetector { get; init; }

    /// <summary>
    /// Whether each face is scored together with its mirror image, in twice the time: the answer is the normalized geometric mean of the
    /// two. This makes the fast model slightly more accurate, but not the default model. Default: false.
    /// </summary>
    public bool AverageMirrorImage { get; init; }

    /// <summary>
    /// Whether each face is also scored with a crop that is 6 % smaller, in twice the time: the answer is the normalized geometric mean of
    /// the two. With <see cref="AverageMirrorImage"/> four answers are averaged, which is the most accurate setting of the fast model.
    /// Default: false.
    /// </summary>
    public bool AverageTighterCrop { get; init; }

    /// <summary>
    /// Confidence below which an answer is marked <see cref="EmotionPrediction.IsUncertain"/>, 0 to 1. Default: 0, no answer is marked.
    /// Confidence is calibrated for faces like FER2013's with the default <see cref="ClassPrior"/>; for other faces or priors, choose the
    /// limit on your own faces.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double MinConfidence { get; init => field = Guard.Between(value, 0, 1, nameof(MinConfidence)); }

    /// <summary>
    /// How often each emotion is expected where the predictor is used. Default: <see cref="Prediction.ClassPrior.Fer2013"/>, the prior
    /// that the shipped models learned, which changes nothing.
    /// </summary>
    /// <remarks>
    /// <para>Another prior changes each probability p of an emotion to p * (<see cref="ClassPrior"/> /
    /// <see cref="TrainingPrior"/>)^<see cref="ClassPriorStrength"/>, divided by the sum of the seven. All answers of the predictor,
    /// including smoothed ones and explanations, use the changed probabilities; <see cref="EmotionModel"/> and the ONNX graph return those
    /// of the network.</para>
    /// <para>Source: Menon et al., "Long-tail learning via logit adjustment", arXiv:2007.07314: log(target prior / training prior) is added
    /// to the logits.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ClassPrior ClassPrior { get; init => field = Guard.NotNull(value); } = ClassPrior.Fer2013;

    /// <summary>
    /// The factor of the logit adjustment to <see cref="ClassPrior"/>: 0 no adjustment, 0.5 half of it, 1 all of it. Default: 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double ClassPriorStrength { get; init => field = Guard.Between(value, 0, 1, nameof(ClassPriorStrength)); } = 1;

    /// <summary>
    /// How often each emotion occurred among the faces that the model learned from; <see cref="ClassPrior"/> is divided by it. Default:
    /// <see cref="Prediction.ClassPrior.Fer2013"/>, which is correct for the shipped models. Set it for a model that was trained on other
    /// faces or with class weights.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ClassPrior TrainingPrior { get; init => field = Guard.NotNull(value); } = ClassPrior.Fer2013;

    /// <summary>
    /// The maximum number of pixels of an image, 1 to 100,000,000. The size is read from the header, so a larger image is refused before it
    /// is decoded. Decoding temporarily needs about ten bytes per pixel. Applies to files, bytes and streams, not to an
    /// <see cref="InputImage"/>, which is already decoded. Default: 100,000,000.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public int MaxPixels { get; init => field = (int)Guard.Between(value, 1, ImageDecoder.MaximumPixels, nameof(MaxPixels)); } =
        ImageDecoder.MaximumPixels;

    /// <summary>
    /// Threads that one call may use, 0 or more. Default: 0, the number of processors that the process may use, from one pool that all
    /// predictors share. 1 is best where many calls run at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0.</exception>
    public int Threads { get; init => field = Guard.AtLeast(value, 0, nameof(Threads)); }

    /// <summary>
    /// The maximum number of images that this predictor decodes and searches at once, 0 or more; further calls wait. Default: 0, the number
    /// of processors that the process may use, which is also the upper limit. A lower number limits the memory on a machine with many
    /// processors. A search by an <see cref="IFaceDetector"/> of the application is not counted, because it may itself call the predictor:
    /// the detector must limit its own calls.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0.</exception>
    public int MaxConcurrentImages { get; init => field = Guard.AtLeast(value, 0, nameof(MaxConcurrentImages)); }

    /// <summary>
    /// Changes the options of the ONNX Runtime sessions before they are created: execution providers, optimization level, memory arena.
    /// Default: null, no change.
    /// </summary>
    /// <remarks>
    /// <para>Called once for each session that the predictor creates: for the emotion network and for the shipped face detector. It applies
    /// to models that the predictor loads; a model that the caller passes has its own session. The predictor owns the options: do not keep
    /// or dispose them. Set the number of threads with <see cref="Threads"/>. Models are still checked before they are loaded.</para>
    /// <para>If an execution provider or its driver is missing, loading the model throws <see cref="InvalidOperationException"/>; for the
    /// detector, the first search throws it. docs/deployment.md in the repository lists the packages.</para>
    /// </remarks>
    public Action<SessionOptions>? ConfigureSession { get; init; }

    internal SessionSettings SessionSettings => new(Threads, ConfigureSession);
}
