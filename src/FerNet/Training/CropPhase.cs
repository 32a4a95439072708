using FerNet.Imaging;
using FerNet.Networks.Layers;
using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>From when on the training reads crops of which size. Small crops first make the first epochs cheap. Immutable.</summary>
public sealed record CropPhase
{
    /// <summary>Share of the training done when the phase begins, 0 to 1; the first phase begins at 0.</summary>
    public required double From { get; init => field = Guard.Between(value, 0, 1, nameof(From)); }

    /// <summary>Width and height of the crop in pixels, 16 to 48; a network with <see cref="Flatten"/> reads 48 only.</summary>
    public required int Size { get; init => field = (int)Guard.Between(value, 16, FacePatch.Size, nameof(Size)); }
}
