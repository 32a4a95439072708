using FerNet.Checks;

namespace FerNet;

/// <summary>From when on the training reads crops of which size. Small crops first make the first epochs cheap.</summary>
/// <param name="From">Share of the training done when the phase begins, 0 to 1; the first phase begins at 0.</param>
/// <param name="Size">Width and height of the crop in pixels, 16 to 48; a network with <see cref="Flatten"/> reads 48 only.</param>
public sealed record CropPhase(double From, int Size)
{
    /// <summary>Share of the training done when the phase begins, 0 to 1.</summary>
    public double From { get; } = Guard.Between(From, 0, 1, nameof(From));

    /// <summary>Width and height of the crop in pixels, 16 to 48.</summary>
    public int Size { get; } = (int)Guard.Between(Size, 16, FacePatch.Size, nameof(Size));
}
