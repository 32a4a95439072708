using System.Globalization;
using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>
/// A setting of a recipe and the values that <see cref="HyperparameterSearch"/> draws for it. Immutable and therefore thread-safe.
/// </summary>
public sealed class Hyperparameter
{
    private Hyperparameter(string name, string range, Func<SeededRandom, (string, Func<TrainingRecipe, TrainingRecipe>)> draw) =>
        (Name, Range, Draw) = (name, range, draw);

    /// <summary>Name of the setting in the log.</summary>
    public string Name { get; }

    internal string Range { get; }

    internal Func<SeededRandom, (string Text, Func<TrainingRecipe, TrainingRecipe> Set)> Draw { get; }

    /// <summary>A number drawn uniformly from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty.</exception>
    public static Hyperparameter Uniform(string name, double low, double high, Func<TrainingRecipe, double, TrainingRecipe> set) =>
        new(name, Describe("uniform", low, high, double.IsFinite(low) ? null : "it must be finite"),
            random => Drawn(low + ((high - low) * random.NextDouble()), set));

    /// <summary>A positive number whose logarithm is drawn uniformly from a range: the usual choice for a learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty, or <paramref name="low"/> is not above 0.</exception>
    public static Hyperparameter LogUniform(string name, double low, double high, Func<TrainingRecipe, double, TrainingRecipe> set) =>
        new(name, Describe("log-uniform", low, high, low > 0 ? null : "a log-uniform range must begin above 0"),
            random => Drawn(low * Math.Pow(high / low, random.NextDouble()), set));

    /// <summary>One of several values, drawn with equal probability.</summary>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    public static Hyperparameter Choice<T>(string name, IReadOnlyList<T> values, Func<TrainingRecipe, T, TrainingRecipe> set)
    {
        T[] copy = [.. values];
        return copy.Length == 0 ? throw new ArgumentException($"{name} has no values to choose from; name at least one.", nameof(values))
            : new(name, $"one of {string.Join(", ", copy.Select(Text))}", random => Drawn(copy[random.NextInt(copy.Length)], set));
    }

    private static (string, Func<TrainingRecipe, TrainingRecipe>) Drawn<T>(T value, Func<TrainingRecipe, T, TrainingRecipe> set) =>
        (Text(value), recipe => set(recipe, value));

    private static string Text<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <param name="kind">How values are drawn.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="lowRule">The rule that the lower end breaks; null where it breaks none.</param>
    private static string Describe(string kind, double low, double high, string? lowRule)
    {
        if (lowRule is not null)
            throw new ArgumentOutOfRangeException(nameof(low), low, Invariant($"low is {low}; {lowRule}."));
        return high > low && double.IsFinite(high)
            ? Invariant($"{kind} {low:R} to {high:R}")
            : throw new ArgumentOutOfRangeException(nameof(high), high,
                Invariant($"high is {high}; it must be finite and above low ({low})."));
    }
}
