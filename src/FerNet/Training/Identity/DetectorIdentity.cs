using System.Security.Cryptography;
using System.Text.Json;
using FerNet.Networks.Detection;
using FerNet.Training.Detection;

namespace FerNet.Training.Identity;

/// <summary>All settings and inputs that determine the result of a detector training; see <see cref="RunIdentity"/>.</summary>
internal sealed record DetectorIdentity
{
    public int Version { get; init; } = RunIdentity.CurrentVersion;

    /// <summary>The network's nodes.</summary>
    public required string Network { get; init; }

    public required int Steps { get; init; }

    public required int BatchSize { get; init; }

    public required int InputSize { get; init; }

    public required double LearningRate { get; init; }

    public required double WeightDecay { get; init; }

    public required double AveragingDecay { get; init; }

    public required int Seed { get; init; }

    /// <summary>"bfloat16" or "float32".</summary>
    public required string Precision { get; init; }

    public required TrainingDevice Device { get; init; }

    /// <summary>Included because the learning rate depends on it.</summary>
    public required TimeSpan? TimeLimit { get; init; }

    /// <summary>SHA-256 of the detector that the training started from.</summary>
    public required string? StartFrom { get; init; }

    public required double HardNegativeShare { get; init; }

    public required int PhotoCount { get; init; }

    /// <summary>SHA-256 of the names, annotations and pixels of all training photographs, in order.</summary>
    public required string Photos { get; init; }

    public required int BackgroundCount { get; init; }

    /// <summary>SHA-256 of the pixels of all training backgrounds, in order.</summary>
    public required string Backgrounds { get; init; }

    /// <summary>The value of <see cref="SampleMaker.Version"/>.</summary>
    public required int Samples { get; init; }

    public static DetectorIdentity Create(
        FaceDetectorTrainerOptions options, string dataDigest, DetectorTrainingData data, DetectorNetwork network,
            DetectorArithmetic arithmetic, double averagingDecay) => new()
            {
                Network = network.ToString(),
                Steps = options.Steps,
                BatchSize = options.BatchSize,
                InputSize = options.InputSize,
                LearningRate = options.LearningRate,
                WeightDecay = options.WeightDecay,
                AveragingDecay = averagingDecay,
                Seed = options.Seed,
                Precision = arithmetic.IsHalf ? "bfloat16" : "float32",
                Device = options.Device,
                TimeLimit = options.TimeLimit,
                StartFrom = options.StartFrom is { } start ? Convert.ToHexStringLower(SHA256.HashData(start.Graph)) : null,
                HardNegativeShare = options.HardNegativeShare,
                PhotoCount = data.Training.Length,
                Photos = DetectorTrainingData.DigestOf(dataDigest, data.Training.Select(photo => photo.Image)),
                BackgroundCount = data.Backgrounds.Length,
                Backgrounds = DetectorTrainingData.DigestOf("", data.Backgrounds),
                Samples = SampleMaker.Version,
            };

    public string ToJson() => JsonSerializer.Serialize(this, IdentityJson.Default.DetectorIdentity);
}
