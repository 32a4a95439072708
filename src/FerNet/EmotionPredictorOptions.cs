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

    /// <summary>What finds the faces; the caller keeps and disposes it. Default: null, the detector that ships with the package.</summary>
    public IFaceDetector? FaceDetector { get; init; }

    /// <summary>
    /// Whether each face is scored together with its mirror image, in twice the time: the answer is the normalized geometric mean of the
    /// two. It makes the fast model a little more accurate, the default one not. Default: false.
    /// </summary>
    public bool AverageMirrorImage { get; init; }

    /// <summary>
    /// Whether each face is scored once more, cut 6 % closer, in twice the time: the answer is the normalized geometric mean. With
    /// <see cref="AverageMirrorImage"/> a face has four answers, the fast model's most accurate way. Default: false.
    /// </summary>
    public bool AverageTighterCrop { get; init; }

    /// <summary>
    /// Confidence below which an answer is marked <see cref="EmotionPrediction.IsUncertain"/>, 0 to 1. Default: 0, never. Confidence is
    /// calibrated for faces like FER2013's and with the default <see cref="ClassPrior"/>; elsewhere choose the limit on faces of your own.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double MinConfidence { get; init => field = Guard.Between(value, 0, 1, nameof(MinConfidence)); }

    /// <summary>
    /// How often each emotion is expected where the predictor is used. Default: <see cref="Prediction.ClassPrior.Fer2013"/>, the prior
    /// that the shipped models learned, which changes nothing.
    /// </summary>
    /// <remarks>
    /// <para>Another prior changes each probability p of an emotion to
    /// p * (<see cref="ClassPrior"/> / <see cref="TrainingPrior"/>)^<see cref="ClassPriorStrength"/>, divided by the sum of the seven. All
    /// answers of the predictor, smoothed ones and explanations included, are made of the changed probabilities;
    /// <see cref="EmotionModel"/> and the ONNX graph keep those of the network.</para>
    /// <para>Source: Menon et al., "Long-tail learning via logit adjustment", arXiv:2007.07314: log(target prior / training prior) is added
    /// to the logits.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ClassPrior ClassPrior { get; init => field = Guard.NotNull(value); } = ClassPrior.Fer2013;

    /// <summary>
    /// How far the answers move to <see cref="ClassPrior"/>: 0 not at all, 0.5 half of the way in the logits, 1 wholly. Default: 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double ClassPriorStrength { get; init => field = Guard.Between(value, 0, 1, nameof(ClassPriorStrength)); } = 1;

    /// <summary>
    /// How often each emotion occurred among the faces that the model learned from, which <see cref="ClassPrior"/> is compared with.
    /// Default: <see cref="Prediction.ClassPrior.Fer2013"/>, right for the shipped models; set it for a model trained on other faces, or
    /// with class weights.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ClassPrior TrainingPrior { get; init => field = Guard.NotNull(value); } = ClassPrior.Fer2013;

    /// <summary>
    /// The most pixels that an image may have, 1 to 100,000,000: a larger one is refused by its header, before it is decoded. Decoding
    /// takes some ten bytes a pixel for a moment. Holds for files, bytes and streams, not for a <see cref="InputImage"/> that is decoded
    /// already. Default: 100,000,000.
    /// </summary>
    public int MaxPixels { get; init => field = (int)Guard.Between(value, 1, ImageDecoder.MaximumPixels, nameof(MaxPixels)); } =
        ImageDecoder.MaximumPixels;

    /// <summary>
    /// Threads that one call may use, 0 or more. Default: 0, as many as the process may use processors, from one pool that all predictors
    /// share; 1 is best where many calls run at once.
    /// </summary>
    public int Threads { get; init => field = Guard.AtLeast(value, 0, nameof(Threads)); }

    /// <summary>
    /// The most images that this predictor decodes and searches at once, 0 or more; further calls wait. Default: 0, as many as the
    /// process may use processors, which is the most in any case. A lower number bounds the memory on a machine of many processors. The
    /// search by an <see cref="IFaceDetector"/> of the application does not count, since it may itself predict: it bounds its own calls.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0.</exception>
    public int MaxConcurrentImages { get; init => field = Guard.AtLeast(value, 0, nameof(MaxConcurrentImages)); }

    /// <summary>
    /// Changes the options of ONNX Runtime's sessions before they are opened: execution providers, optimization level, memory arena.
    /// Default: null, no change.
    /// </summary>
    /// <remarks>
    /// <para>Called once for each session that the predictor opens: that of the emotion network, and that of the shipped face detector.
    /// It holds for models that the predictor loads; a model of the caller's has its own sessions. The options belong to the predictor:
    /// do not keep or dispose them. Set the number of threads with <see cref="Threads"/>. Models are checked before they are opened, as
    /// without it.</para>
    /// <para>Where an execution provider or its driver is missing, loading throws <see cref="InvalidOperationException"/>, and for the
    /// detector the first search does. docs/deployment.md of the repository lists the packages.</para>
    /// </remarks>
    public Action<SessionOptions>? ConfigureSession { get; init; }

    internal SessionSettings SessionSettings => new(Threads, ConfigureSession);
}
