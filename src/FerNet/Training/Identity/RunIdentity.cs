using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerNet.Training.Identity;

/// <summary>
/// Everything that decides the numbers of a training: every setting, and the digest of every input. Written as JSON into the checkpoint.
/// </summary>
/// <remarks>
/// Two runs with one identity compute the same numbers on one machine; a checkpoint of another identity is refused. The settings are
/// serialized as the records that they are, so a property that is added to a recipe, an augmentation, a layer or a schedule becomes part
/// of the identity by itself. See decision 0017.
/// </remarks>
internal sealed record RunIdentity
{
    /// <summary>Raised when the document changes its form, or when the same document would stand for other numbers than before.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required NetworkIdentity Network { get; init; }

    /// <summary>The recipe with what the options say instead of it.</summary>
    public required TrainingRecipe Recipe { get; init; }

    public required int Seed { get; init; }

    /// <summary>The arithmetic that <see cref="TrainingPrecision.Auto"/> became.</summary>
    public required TrainingPrecision Precision { get; init; }

    public required TrainingDevice Device { get; init; }

    public required IReadOnlyList<double>? ClassWeights { get; init; }

    public required EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Seconds of <see cref="EmotionTrainerOptions.TimeLimit"/>; 0 for none.</summary>
    public required double TimeLimit { get; init; }

    /// <summary>SHA-256 of each teacher's graph, in order.</summary>
    public required IReadOnlyList<string> Teachers { get; init; }

    /// <summary>SHA-256 of the graph whose weights training starts from; null for random weights.</summary>
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

    /// <summary>The canonical text: properties in the order of their declaration, numbers as the invariant culture writes them.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, IdentityJson.Default.RunIdentity);

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Digest(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

/// <summary>Serializers of run identities, generated at build time: no reflection, and the same text everywhere.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RunIdentity))]
[JsonSerializable(typeof(DetectorIdentity))]
internal sealed partial class IdentityJson : JsonSerializerContext;
