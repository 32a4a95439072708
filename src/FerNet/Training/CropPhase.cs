using FerNet.Imaging;
using FerNet.Networks.Layers;
using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>
/// A phase of the training and its crop size. Smaller crops in the first phase make its epochs faster. Immutable and therefore thread-safe.
/// Setting a value outside its range throws <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
public sealed record CropPhase
{
    /// <summary>Share of the training after which the phase begins, 0 to 1. The first phase must begin at 0.</summary>
    public required double From { get; init => field = Guard.Between(value, 0, 1, nameof(From)); }

    /// <summary>Width and height of the crop in pixels, 16 to 48. A network with a <see cref="Flatten"/> layer requires 48.</summary>
    public required int Size { get; init => field = (int)Guard.Between(value, 16, FacePatch.Size, nameof(Size)); }
}
