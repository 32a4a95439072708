namespace FerNet.Faces;

/// <summary>The network that finds faces: gray levels in, one cell for every 8 x 8 pixels out.</summary>
/// <remarks>
/// It has no dense layer, so a picture of any size passes at once and every cell sees the same window of some 120 pixels.
/// A cell says whether a face between <see cref="SmallestSide"/> and <see cref="LargestSide"/> pixels lies around its middle, and where
/// exactly; faces of other sizes are found in smaller copies of the picture (see <see cref="Pyramid"/>).
/// </remarks>
internal static class FaceNetwork
{
    /// <summary>Pixels from one cell to the next.</summary>
    public const int Stride = 8;

    /// <summary>
    /// Sides in pixels of the face crops that the network knows: one octave, and a little on either end where copies overlap.
    /// </summary>
    public const float SmallestSide = 28, LargestSide = 64;

    /// <summary>
    /// Side in pixels that the smallest faces get in the largest copy: at the lower end of what it knows the network is unsure.
    /// </summary>
    public const float SureSide = 36;

    /// <summary>What a cell says, in order: logit, offset right, offset down, logarithm of the side.</summary>
    public const int Parts = 4;

    /// <summary>Pixels that an offset of 1 stands for, and the side that a logarithm of 0 stands for.</summary>
    public const float OffsetUnit = 16, SideUnit = 42;

    /// <summary>Side of a crop for each pixel of a face's height from forehead to chin.</summary>
    public const double SideOfHeight = 1.1;

    /// <summary>Gray level and spread that enter the network as 0 and 1.</summary>
    public const float Mean = 128, Deviation = 64;

    /// <summary>Cells along a side of so many pixels.</summary>
    public static int CellsOf(int side) => (side + Stride - 1) / Stride;

    public static Network Create(int pictureSide = 112)
    {
        List<Layer> layers =
        [
            .. Convolve(16, 2), new ReLU(),
            .. Convolve(64, 2), new ReLU(),
            Block(64), new ReLU(),
            .. Convolve(80, 2), new ReLU(),
            Block(80), new ReLU(),
            Block(80), new ReLU(),
            Block(80), new ReLU(),
            new Conv2D(Parts, 1),
        ];
        return new Network("faces", new TensorShape(1, pictureSide, pictureSide), layers);
    }

    private static Residual Block(int filters) => new([.. Convolve(filters), new ReLU(), .. Convolve(filters)]);

    private static Layer[] Convolve(int filters, int stride = 1) =>
    [
        new Conv2D(filters) { Stride = stride, UseBias = false, HeNormal = true },
        new BatchNormalization { Momentum = 0.9, Epsilon = 1e-5 },
    ];
}
