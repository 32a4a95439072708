namespace FerNet.Prediction;

/// <summary>How often each of the seven emotions is expected among the faces, before a face is seen. Immutable; thread-safe.</summary>
/// <remarks>
/// A network learns the frequencies of its training faces: FER2013's Training rows hold 16 happy faces for each one of disgust. See
/// <see cref="EmotionPredictorOptions.ClassPrior"/>, which changes them without retraining.
/// </remarks>
public sealed record ClassPrior
{
    /// <summary>The smallest accepted frequency, so that logarithms and quotients are finite.</summary>
    private const double Least = 1e-9;

    private const double Most = 1e9;

    /// <summary>Creates a prior from the frequencies of the emotions, which are copied and divided by their sum.</summary>
    /// <param name="frequencies">
    /// Seven shares or counts in label order, angry to neutral, each from 1e-9 to 1e9. Use a small value, not 0, for an emotion that hardly
    /// ever occurs.
    /// </param>
    /// <exception cref="ArgumentException">The list does not have seven values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A frequency is not in that range.</exception>
    public ClassPrior(IReadOnlyList<double> frequencies)
    {
        ArgumentNullException.ThrowIfNull(frequencies);
        double[] copy = [.. frequencies];
        if (copy.Length != EmotionExtensions.Count)
        {
            throw new ArgumentException(
                Invariant($"The class prior has {copy.Length:N0} frequencies; it needs {EmotionExtensions.Count}: ") +
                Invariant($"{string.Join(", ", EmotionExtensions.Names)}."),
                nameof(frequencies));
        }
        for (int i = 0; i < copy.Length; i++)
        {
            if (copy[i] is not (>= Least and <= Most))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(frequencies),
                    Invariant($"The frequency of {EmotionExtensions.Names[i]} is {copy[i]}; it must lie between {Least} and {Most}."));
            }
        }
        double sum = copy.Sum();
        Probabilities = Array.AsReadOnly(Array.ConvertAll(copy, frequency => frequency / sum));
    }

    /// <summary>
    /// The frequencies among FER2013's 28,709 Training rows: 3,995 angry, 436 disgust, 4,097 fear, 7,215 happy, 4,830 sad, 3,171 surprise,
    /// 4,965 neutral.
    /// </summary>
    public static ClassPrior Fer2013 { get; } = new([3995, 436, 4097, 7215, 4830, 3171, 4965]);

    /// <summary>Equal probabilities: 1/7 for each emotion.</summary>
    public static ClassPrior Uniform { get; } = new([1, 1, 1, 1, 1, 1, 1]);

    /// <summary>The seven probabilities in label order, angry to neutral; each is more than 0, and they add up to 1.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    /// <summary>The probability of one emotion.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public double this[Emotion emotion] => Probabilities[EmotionExtensions.RequireIndex(emotion)];

    /// <summary>Whether the other prior has the same seven probabilities.</summary>
    public bool Equals(ClassPrior? other) => other is not null && Probabilities.SequenceEqual(other.Probabilities);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (double probability in Probabilities) hash.Add(probability);
        return hash.ToHashCode();
    }

    /// <summary>The probabilities in one line, as in "angry 0.139, disgust 0.015, ...".</summary>
    public override string ToString() =>
        string.Join(", ", EmotionExtensions.All.Select(emotion => Invariant($"{emotion.Name()} {this[emotion]:0.000}")));
}
