using FerNet.Prediction;

namespace FerNet;

/// <summary>What a predictor says about one face. Immutable, hence thread-safe.</summary>
public sealed class EmotionPrediction
{
    internal EmotionPrediction(ReadOnlySpan<float> scores, double minConfidence)
    {
        Probabilities = Array.AsReadOnly(scores.ToArray());
        Emotion = (Emotion)System.Numerics.Tensors.TensorPrimitives.IndexOfMax(scores);
        IsUncertain = Confidence < minConfidence;
    }

    /// <summary>The most probable emotion.</summary>
    public Emotion Emotion { get; }

    /// <summary>
    /// Its probability, 1/7 to 1. The shipped models' are calibrated for faces like FER2013's: of answers given with 0.7, about 70 in 100
    /// agree with the label. For other faces the calibration error is larger, .07 to .22 on the sets that were measured.
    /// </summary>
    public float Confidence => Probabilities[(int)Emotion];

    /// <summary>Whether the confidence lies below <see cref="EmotionPredictorOptions.MinConfidence"/>.</summary>
    public bool IsUncertain { get; }

    /// <summary>The seven probabilities in label order, angry to neutral; they add up to 1.</summary>
    public IReadOnlyList<float> Probabilities { get; }

    /// <summary>The group of the most probable emotion.</summary>
    public Valence Valence => Emotion.Valence();

    /// <summary>
    /// The face in the image, from forehead to chin and from ear to ear; null where no face was searched for or found, and the whole image
    /// was read.
    /// </summary>
    public FaceBox? Box { get; internal init; }

    /// <summary>How sure the detector is that this is a face, 0 to 1; null where <see cref="Box"/> is.</summary>
    public float? DetectionConfidence { get; internal init; }

    /// <summary>Five points of the face; null where the detector gave none.</summary>
    public FaceLandmarks? Landmarks { get; internal init; }

    /// <summary>The square of the image that the network read; null where a patch was given instead of an image.</summary>
    public FaceCrop? Crop { get; internal init; }

    /// <summary>
    /// What the image file lacked although the whole image could be decoded, see <see cref="Picture.Warning"/>; null where it lacked
    /// nothing.
    /// </summary>
    public string? Warning { get; internal init; }

    /// <summary>The probability of one emotion, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public float this[Emotion emotion] => Probabilities[EmotionIndex.Of(emotion)];

    /// <summary>The probability of a group: the sum over its emotions, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the three groups.</exception>
    public float this[Valence valence] => Enum.IsDefined(valence)
        ? Emotions.All.Where(emotion => emotion.Valence() == valence).Sum(emotion => this[emotion])
        : throw new ArgumentOutOfRangeException(nameof(valence), valence,
            $"{(int)valence} is no group; groups run from 0 (negative) to 2 (positive).");

    /// <summary>One line: the emotion, its confidence and the runner-up, as in "happy 93 % (surprise 4 %)".</summary>
    public override string ToString()
    {
        Emotion second = Emotions.All.Where(emotion => emotion != Emotion).MaxBy(emotion => this[emotion]);
        return Invariant($"{(IsUncertain ? "uncertain: " : "")}{Emotion.Name()} {Confidence * 100:0} % ({second.Name()} ") +
            Invariant($"{this[second] * 100:0} %)");
    }
}
