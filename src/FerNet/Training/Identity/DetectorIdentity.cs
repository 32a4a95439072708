using System.Text.Json;

namespace FerNet.Training.Identity;

/// <summary>Everything that decides the numbers of a detector's training; see <see cref="RunIdentity"/>.</summary>
internal sealed record DetectorIdentity
{
    public int Version { get; init; } = RunIdentity.CurrentVersion;

    public required NetworkIdentity Network { get; init; }

    public required int Steps { get; init; }

    public required int BatchSize { get; init; }

    public required double LearningRate { get; init; }

    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>Optimizer, decay and averaging, which the options do not set.</summary>
    public required TrainingRecipe Recipe { get; init; }

    public required int Seed { get; init; }

    public required TrainingPrecision Precision { get; init; }

    /// <summary>SHA-256 of the detector whose weights training starts from; null for random weights.</summary>
    public required string? StartFrom { get; init; }

    public required FaceSetIdentity Faces { get; init; }

    public required int BackgroundCount { get; init; }

    /// <summary>SHA-256 of the gray levels and sizes of all backgrounds, as the scenes show them, in order.</summary>
    public required string Backgrounds { get; init; }

    /// <summary>How scenes are drawn.</summary>
    public required int Scenes { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, IdentityJson.Default.DetectorIdentity);
}
