using FerNet.Prediction;

namespace FerNet;

/// <summary>What a predictor says about one face. Immutable, hence thread-safe.</summary>
public sealed class EmotionPrediction
{
    internal EmotionPrediction(ReadOnlySpan<float> scores, FaceBox? face, double minimumConfidence)
    {
        Probabilities = Array.AsReadOnly(scores.ToArray());
        Emotion = (Emotion)System.Numerics.Tensors.TensorPrimitives.IndexOfMax(scores);
        Face = face;
        IsUnsure = Confidence < minimumConfidence;
    }

    /// <summary>The most probable emotion.</summary>
    public Emotion Emotion { get; }

    /// <summary>Its probability, 1/7 to 1. The shipped model's are calibrated: of answers given with 0.7, about 70 in 100 agree with the label.</summary>
    public float Confidence => Probabilities[(int)Emotion];

    /// <summary>Whether the confidence lies below <see cref="EmotionPredictorOptions.MinimumConfidence"/>.</summary>
    public bool IsUnsure { get; }

    /// <summary>The seven probabilities in label order, angry to neutral; they add up to 1.</summary>
    public IReadOnlyList<float> Probabilities { get; }

    /// <summary>The group of the most probable emotion.</summary>
    public Valence Valence => Emotion.Valence();

    /// <summary>Where the face lies in the picture; null where the whole picture was taken for the face.</summary>
    public FaceBox? Face { get; }

    /// <summary>The probability of one emotion, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public float this[Emotion emotion] => Probabilities[EmotionIndex.Of(emotion)];

    /// <summary>The probability of a group: the sum over its emotions, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the three groups.</exception>
    public float this[Valence valence] => Enum.IsDefined(valence)
        ? Emotions.All.Where(emotion => emotion.Valence() == valence).Sum(emotion => this[emotion])
        : throw new ArgumentOutOfRangeException(nameof(valence), valence, $"{(int)valence} is no group; groups run from 0 (negative) to 2 (positive).");

    /// <summary>One line: the emotion, its confidence and the runner-up, as in "happy 93 % (surprise 4 %)".</summary>
    public override string ToString()
    {
        Emotion second = Emotions.All.Where(emotion => emotion != Emotion).MaxBy(emotion => this[emotion]);
        return $"{(IsUnsure ? "unsure: " : "")}{Emotion.Name()} {Confidence * 100:0} % ({second.Name()} {this[second] * 100:0} %)";
    }
}
