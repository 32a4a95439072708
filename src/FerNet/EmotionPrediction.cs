using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using FerNet.Faces;
using FerNet.Prediction;
using FerNet.Serialization;

namespace FerNet;

/// <summary>A predictor's answer for one face. Immutable and thread-safe.</summary>
/// <remarks>
/// An application can create instances, for example to test without a model: only <see cref="Probabilities"/> is required.
/// </remarks>
public sealed record EmotionPrediction
{
    /// <summary>Creates an answer; <see cref="Probabilities"/> must be set.</summary>
    public EmotionPrediction()
    {
    }

    [SetsRequiredMembers]
    internal EmotionPrediction(ReadOnlySpan<float> scores, double minConfidence)
    {
        Probabilities = scores.ToArray();
        IsUncertain = Confidence < minConfidence;
    }

    /// <summary>The most probable emotion.</summary>
    [JsonConverter(typeof(EmotionJsonConverter))]
    [JsonPropertyName("emotion")]
    public Emotion Emotion
    {
        get
        {
            int best = 0;
            for (int label = 1; label < Probabilities.Count; label++)
            {
                if (Probabilities[label] > Probabilities[best]) best = label;
            }
            return (Emotion)best;
        }
    }

    /// <summary>
    /// The probability of <see cref="Emotion"/>, 1/7 to 1. The shipped models are calibrated for faces like FER2013's: about 70 % of the
    /// answers with a confidence of 0.7 agree with the label. For other faces the calibration error is larger: .07 to .22 on the datasets
    /// that were measured.
    /// </summary>
    [JsonPropertyName("confidence")]
    public float Confidence => Probabilities[(int)Emotion];

    /// <summary>Whether the confidence is below <see cref="EmotionPredictorOptions.MinConfidence"/>.</summary>
    [JsonPropertyName("isUncertain")]
    public bool IsUncertain { get; init; }

    /// <summary>The seven probabilities in label order, angry to neutral; they add up to 1. The list is copied.</summary>
    /// <exception cref="ArgumentException">The list does not have seven values, or the values are not a probability
    /// distribution.</exception>
    [JsonConverter(typeof(ProbabilitiesJsonConverter))]
    [JsonPropertyName("probabilities")]
    public required IReadOnlyList<float> Probabilities { get; init => field = EmotionProbabilities.CheckedCopy(value); }

    /// <summary>The group of the most probable emotion.</summary>
    [JsonConverter(typeof(ValenceJsonConverter))]
    [JsonPropertyName("valence")]
    public Valence Valence => Emotion.Valence();

    /// <summary>
    /// The face in the image, from forehead to chin and from ear to ear; null where no face was searched for or found, and the centered
    /// square was read.
    /// </summary>
    [JsonPropertyName("box")]
    public FaceBox? Box { get; init; }

    /// <summary>How certain the detector is that the box is a face, 0 to 1; null where <see cref="Box"/> is null.</summary>
    [JsonPropertyName("detectionConfidence")]
    public float? DetectionConfidence { get; init; }

    /// <summary>Five points of the face; null where the detector returned none.</summary>
    [JsonPropertyName("landmarks")]
    public FaceLandmarks? Landmarks { get; init; }

    /// <summary>The square of the image that the network read; null where a patch was given instead of an image.</summary>
    [JsonPropertyName("crop")]
    public FaceCrop? Crop { get; init; }

    /// <summary>
    /// The part that is missing from the image file although the whole image was decoded, see <see cref="InputImage.Warning"/>; null where
    /// nothing is missing.
    /// </summary>
    [JsonPropertyName("warning")]
    public string? Warning { get; init; }

    /// <summary>The probability of one emotion, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public float this[Emotion emotion] => Probabilities[EmotionExtensions.RequireIndex(emotion)];

    /// <summary>The probability of a group: the sum over its emotions, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the three groups.</exception>
    public float this[Valence valence] => Enum.IsDefined(valence)
        ? EmotionExtensions.All.Where(emotion => emotion.Valence() == valence).Sum(emotion => this[emotion])
        : throw new ArgumentOutOfRangeException(nameof(valence), valence,
            $"{(int)valence} is not a group; groups run from 0 (negative) to 2 (positive).");

    /// <summary>Whether all values are equal, the seven probabilities included.</summary>
    public bool Equals(EmotionPrediction? other) => other is not null
        && Probabilities.SequenceEqual(other.Probabilities)
        && (IsUncertain, Box, DetectionConfidence, Landmarks, Crop, Warning)
            == (other.IsUncertain, other.Box, other.DetectionConfidence, other.Landmarks, other.Crop, other.Warning);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Probabilities[0], Probabilities[3], Box, Warning);

    /// <summary>One line: the emotion, its confidence and the runner-up, as in "happy 93 % (surprise 4 %)".</summary>
    public override string ToString()
    {
        Emotion second = EmotionExtensions.All.Where(emotion => emotion != Emotion).MaxBy(emotion => this[emotion]);
        return Invariant($"{(IsUncertain ? "uncertain: " : "")}{Emotion.Name()} {Confidence * 100:0} % ({second.Name()} ") +
            Invariant($"{this[second] * 100:0} %)");
    }
}
