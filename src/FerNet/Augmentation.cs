using FerNet.Checks;

namespace FerNet;

/// <summary>Random changes to each training face, drawn anew in every epoch, so that the network sees more than the dataset holds.</summary>
/// <remarks>Immutable. Evaluation and prediction never change a face.</remarks>
public sealed record Augmentation
{
    /// <summary>No change at all.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>Chance that a face is mirrored, 0 to 1. Default: 0.</summary>
    public double MirrorChance { get; init => field = Guard.Between(value, 0, 1, nameof(MirrorChance)); }

    /// <summary>Largest shift in either direction, as a share of the width, 0 to 0.5. Default: 0.</summary>
    public double Shift { get; init => field = Guard.Between(value, 0, 0.5, nameof(Shift)); }

    /// <summary>Largest change of size, 0 to 0.5: 0.1 draws factors between 0.9 and 1.1. Default: 0.</summary>
    public double Scale { get; init => field = Guard.Between(value, 0, 0.5, nameof(Scale)); }

    /// <summary>Largest roll to either side in degrees, 0 to 180. Default: 0.</summary>
    public double RotationDegrees { get; init => field = Guard.Between(value, 0, 180, nameof(RotationDegrees)); }

    /// <summary>Largest change of contrast, 0 to 0.9: 0.2 draws factors between 0.8 and 1.2. Default: 0.</summary>
    public double Contrast { get; init => field = Guard.Between(value, 0, 0.9, nameof(Contrast)); }

    /// <summary>Largest change of brightness in grey levels, 0 to 128. Default: 0.</summary>
    public double Brightness { get; init => field = Guard.Between(value, 0, 128, nameof(Brightness)); }

    /// <summary>
    /// Largest change of sharpness, 0 to 0.25: each face is smoothed in both directions by <c>[a, 1 - 2a, a]</c> with a drawn between
    /// -Sharpness and Sharpness, where less than 0 sharpens. It stands for the many ways in which pictures are resized. Default: 0.
    /// </summary>
    public double Sharpness { get; init => field = Guard.Between(value, 0, 0.25, nameof(Sharpness)); }

    /// <summary>Chance that a random rectangle is filled with noise, 0 to 1 (Zhong et al., "Random Erasing", arXiv:1708.04896). Default: 0.</summary>
    public double ErasingChance { get; init => field = Guard.Between(value, 0, 1, nameof(ErasingChance)); }

    /// <summary>Share of the training after which erasing begins, 0 to 1. Default: 0.</summary>
    public double ErasingFrom { get; init => field = Guard.Between(value, 0, 1, nameof(ErasingFrom)); }

    /// <summary>
    /// Strength of mixup, 0 or more: two faces and their labels are mixed by a share drawn from Beta(alpha, alpha)
    /// (Zhang et al., arXiv:1710.09412). Default: 0, no mixing.
    /// </summary>
    public double MixupAlpha { get; init => field = Guard.Between(value, 0, 10, nameof(MixupAlpha)); }
}
