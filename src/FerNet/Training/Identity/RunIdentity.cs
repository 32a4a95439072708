using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerNet.Training.Identity;

/// <summary>
/// All settings and the digests of all inputs that determine the result of a training. Written as JSON into the checkpoint.
/// </summary>
/// <remarks>
/// Two runs with the same identity compute the same numbers on the same machine; a checkpoint with another identity is refused. The
/// settings are serialized as complete records, so a property that is added to a recipe, an augmentation, a layer or a schedule is included
/// automatically. See docs/decisions/0017.
/// </remarks>
internal sealed record RunIdentity
{
    /// <summary>
    /// Must be increased when the format of the document changes, or when the same settings give other numbers than before.
    /// </summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required NetworkIdentity Network { get; init; }

    /// <summary>The recipe, with the values that the options override.</summary>
    public required TrainingRecipe Recipe { get; init; }

    public required int Seed { get; init; }

    /// <summary>The precision that is used, never <see cref="TrainingPrecision.Auto"/>.</summary>
    public required TrainingPrecision Precision { get; init; }

    public required TrainingDevice Device { get; init; }

    public required IReadOnlyList<double>? ClassWeights { get; init; }

    public required EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Seconds of <see cref="EmotionTrainerOptions.TimeLimit"/>; 0 for none.</summary>
    public required double TimeLimit { get; init; }

    /// <summary>SHA-256 of each teacher's graph, in order.</summary>
    public required IReadOnlyList<string> Teachers { get; init; }

    /// <summary>SHA-256 of the starting model's graph; null for random weights.</summary>
    public required string? StartFrom { get; init; }

    public required float Mean { get; init; }

    public required float StandardDeviation { get; init; }

    public required FaceSetIdentity TrainingSet { get; init; }

    public required FaceSetIdentity ValidationSet { get; init; }

    public required FaceSetIdentity CalibrationSet { get; init; }

    public static RunIdentity Create(TrainingPlan plan) => new()
    {
        Network = NetworkIdentity.Create(plan.Options.Network),
        Recipe = plan.Recipe,
        Seed = plan.Options.Seed,
        Precision = plan.IsHalf ? TrainingPrecision.BFloat16 : TrainingPrecision.Float32,
        Device = plan.Options.Device,
        ClassWeights = plan.Options.ClassWeights,
        EarlyStopping = plan.Options.EarlyStopping,
        TimeLimit = plan.Options.TimeLimit?.TotalSeconds ?? 0,
        Teachers = [.. plan.Options.Teachers.Select(teacher => Digest(teacher.Graph))],
        StartFrom = plan.Options.StartFrom is { } start ? Digest(start.Graph) : null,
        Mean = plan.Normalization.Mean,
        StandardDeviation = plan.Normalization.StandardDeviation,
        TrainingSet = FaceSetIdentity.Create(plan.Training, trainsOnVotes: plan.Recipe.VotesWeight > 0 || plan.Recipe.VotesAsTargets > 0),
        ValidationSet = FaceSetIdentity.Create(plan.Validation, trainsOnVotes: false),
        CalibrationSet = FaceSetIdentity.Create(plan.Calibration, trainsOnVotes: false),
    };

    /// <summary>The canonical text: properties in the order of their declaration, numbers in the invariant culture.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, IdentityJson.Default.RunIdentity);

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Digest(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

/// <summary>Serializers of run identities, generated at build time: no reflection, and the same text everywhere.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RunIdentity))]
[JsonSerializable(typeof(DetectorIdentity))]
internal sealed partial class IdentityJson : JsonSerializerContext;
