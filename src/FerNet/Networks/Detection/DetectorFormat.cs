namespace FerNet.Networks.Detection;

/// <summary>
/// The format of a detector file: the names of its input and outputs, and how the values of a cell are decoded into a face.
/// </summary>
/// <remarks>
/// <para>Input <c>Image</c> [N, 3, height, width]: float32 RGB levels 0 to 255; height and width are multiples of 32.</para>
/// <para>Outputs: <c>Scores</c> [N, A], probabilities; <c>Boxes</c> [N, A, 4]; <c>Landmarks</c> [N, A, 10]. A counts the cells of the maps
/// at strides 8, 16 and 32, in this order, row by row. With <c>c = (column + 0.5, row + 0.5) * stride</c>, the center of a cell in pixels,
/// a box has the center <c>c + (dx, dy) * stride</c> and the size <c>exp(log size) * stride</c>; a landmark lies at <c>c + (dx, dy) *
/// stride</c>. The landmarks are the right eye, the left eye, the nose, the right and the left corner of the mouth (the person's right: on
/// the left of the image).</para>
/// </remarks>
internal static class DetectorFormat
{
    /// <summary>The key in <c>metadata_props</c> that marks a detector file.</summary>
    public const string Key = "fernet.detector";

    /// <summary>The value of the key. Files of the first format, for gray image pyramids, do not have the key.</summary>
    public const int Version = 2;

    public const string Input = "Image", Scores = "Scores", Boxes = "Boxes", Landmarks = "Landmarks";

    /// <summary>Height and width of the input are multiples of this number of pixels: the coarsest stride.</summary>
    public const int SizeMultiple = 32;

    public const int LandmarkCount = 5;

    /// <summary>Number of values per cell: score logit (1), box (4), landmarks (10).</summary>
    public const int ValuesPerCell = 1 + 4 + (2 * LandmarkCount);

    /// <summary>Pixels between two cells of each map.</summary>
    public static ReadOnlySpan<int> Strides => [8, 16, 32];
}
