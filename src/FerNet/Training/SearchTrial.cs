using System.Text.Json.Serialization;

namespace FerNet.Training;

/// <summary>A trial of a <see cref="HyperparameterSearch"/>. Immutable and therefore thread-safe.</summary>
public sealed record SearchTrial
{
    /// <summary>Index of the drawn recipe, from 0.</summary>
    public required int Trial { get; init; }

    /// <summary>The round of successive halving, from 0; 0 in random search.</summary>
    public required int Round { get; init; }

    /// <summary>The drawn values by name, formatted with the invariant culture.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The score that the caller's function returned; higher is better. <see langword="null"/> if the training diverged.</summary>
    public required double? Score { get; init; }

    /// <summary>The recipe with the drawn values, and with the epochs of its round.</summary>
    [JsonIgnore]
    public TrainingRecipe Recipe { get; init; } = TrainingRecipe.Default;
}

internal sealed record SearchHeader(int Seed, int Trials, int LeastEpochs, int MostEpochs, int Reduction, string Recipe,
    IReadOnlyList<string> Ranges);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SearchTrial)), JsonSerializable(typeof(SearchHeader))]
internal sealed partial class SearchJson : JsonSerializerContext;
