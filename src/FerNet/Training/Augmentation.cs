using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>
/// Random changes of each training face. New changes are drawn in every epoch (see <see cref="TrainingRecipe.AugmentationCycle"/>).
/// </summary>
/// <remarks>
/// Immutable and therefore thread-safe. Evaluation and prediction use unchanged faces. Setting a value outside its range throws
/// <see cref="ArgumentOutOfRangeException"/>.
/// </remarks>
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

    /// <summary>Largest change of brightness in gray levels, 0 to 128. Default: 0.</summary>
    public double Brightness { get; init => field = Guard.Between(value, 0, 128, nameof(Brightness)); }

    /// <summary>
    /// Largest change of sharpness, 0 to 0.25: each face is filtered along rows and columns with the kernel <c>[a, 1 - 2a, a]</c>, a drawn
    /// between -Sharpness and Sharpness; a negative value sharpens. It simulates different methods of resizing images. Default: 0.
    /// </summary>
    public double Sharpness { get; init => field = Guard.Between(value, 0, 0.25, nameof(Sharpness)); }

    /// <summary>
    /// Largest perspective distortion, 0 to 0.3, which simulates a camera that is not directly in front of the face: 0.1 enlarges one edge
    /// and shrinks the opposite edge by up to 10 %. Default: 0.
    /// </summary>
    public double Perspective { get; init => field = Guard.Between(value, 0, 0.3, nameof(Perspective)); }

    /// <summary>
    /// Largest change of gamma, 0 to 1: the exponent of the gray levels is drawn between <c>exp(-Gamma)</c> and <c>exp(Gamma)</c>. Default:
    /// 0.
    /// </summary>
    public double Gamma { get; init => field = Guard.Between(value, 0, 1, nameof(Gamma)); }

    /// <summary>Chance that a face is darkened to between 25 and 80 % of its gray levels, 0 to 1. Default: 0.</summary>
    public double DarkeningChance { get; init => field = Guard.Between(value, 0, 1, nameof(DarkeningChance)); }

    /// <summary>
    /// Strongest uneven lighting, 0 to 0.9: 0.5 multiplies the gray levels by up to 1.5 at one edge and by 0.5 at the opposite edge, with
    /// linear interpolation in between. Default: 0.
    /// </summary>
    public double UnevenLight { get; init => field = Guard.Between(value, 0, 0.9, nameof(UnevenLight)); }

    /// <summary>
    /// Chance that a face is defocused, 0 to 1: each pixel becomes the mean over a disk with a radius of up to <see cref="DefocusRadius"/>.
    /// Default: 0.
    /// </summary>
    public double DefocusChance { get; init => field = Guard.Between(value, 0, 1, nameof(DefocusChance)); }

    /// <summary>Largest radius of the disk in pixels, 0 to 4. Default: 2.</summary>
    public double DefocusRadius { get; init => field = Guard.Between(value, 0, 4, nameof(DefocusRadius)); } = 2;

    /// <summary>Chance that a face is blurred along a line in a random direction, 0 to 1. Default: 0.</summary>
    public double MotionBlurChance { get; init => field = Guard.Between(value, 0, 1, nameof(MotionBlurChance)); }

    /// <summary>Longest line of motion blur in pixels, 0 to 12. Default: 5.</summary>
    public double MotionBlurLength { get; init => field = Guard.Between(value, 0, 12, nameof(MotionBlurLength)); } = 5;

    /// <summary>
    /// Chance that a face is downscaled and upscaled again, 0 to 1, which simulates a small face in an image. Default: 0.
    /// </summary>
    public double ShrinkChance { get; init => field = Guard.Between(value, 0, 1, nameof(ShrinkChance)); }

    /// <summary>Smallest scale for <see cref="ShrinkChance"/>, 0.25 to 1. Default: 0.4.</summary>
    public double ShrinkLeast { get; init => field = Guard.Between(value, 0.25, 1, nameof(ShrinkLeast)); } = 0.4;

    /// <summary>Chance that noise is added to each pixel, 0 to 1. Default: 0.</summary>
    public double NoiseChance { get; init => field = Guard.Between(value, 0, 1, nameof(NoiseChance)); }

    /// <summary>Largest standard deviation of the noise in gray levels, 0 to 64. Default: 12.</summary>
    public double NoiseStandardDeviation { get; init => field = Guard.Between(value, 0, 64, nameof(NoiseStandardDeviation)); } = 12;

    /// <summary>
    /// Chance that JPEG compression is simulated, 0 to 1: 8 x 8 cosine transforms with quantized coefficients. Default: 0.
    /// </summary>
    public double JpegChance { get; init => field = Guard.Between(value, 0, 1, nameof(JpegChance)); }

    /// <summary>Lowest simulated JPEG quality, 5 to 100; the highest is 90. Default: 25.</summary>
    public double JpegLeastQuality { get; init => field = Guard.Between(value, 5, 100, nameof(JpegLeastQuality)); } = 25;

    /// <summary>Chance that the mouth, the eyes or one side of the face is covered by a smooth surface, 0 to 1. Default: 0.</summary>
    public double CoverChance { get; init => field = Guard.Between(value, 0, 1, nameof(CoverChance)); }

    /// <summary>
    /// Chance that a random rectangle is filled with noise, 0 to 1 (Zhong et al., "Random Erasing", arXiv:1708.04896). Default: 0.
    /// </summary>
    public double ErasingChance { get; init => field = Guard.Between(value, 0, 1, nameof(ErasingChance)); }

    /// <summary>Share of the training after which <see cref="ErasingChance"/> applies, 0 to 1. Default: 0.</summary>
    public double ErasingFrom { get; init => field = Guard.Between(value, 0, 1, nameof(ErasingFrom)); }

    /// <summary>
    /// Alpha of mixup, 0 to 10: two faces and their labels are mixed with a weight drawn from Beta(alpha, alpha) (Zhang et al.,
    /// arXiv:1710.09412). Default: 0, no mixup.
    /// </summary>
    public double MixupAlpha { get; init => field = Guard.Between(value, 0, 10, nameof(MixupAlpha)); }
}
