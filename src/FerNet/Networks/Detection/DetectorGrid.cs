namespace FerNet.Networks.Detection;

/// <summary>The cells of an input of one size: all maps, row by row. Immutable.</summary>
internal sealed class DetectorGrid
{
    /// <param name="width">Width of the input in pixels, a multiple of 32.</param>
    /// <param name="height">Height of the input in pixels, a multiple of 32.</param>
    public DetectorGrid(int width, int height)
    {
        (Width, Height) = (width, height);
        int[] starts = new int[DetectorFormat.Strides.Length + 1];
        for (int level = 0; level < DetectorFormat.Strides.Length; level++)
        {
            int stride = DetectorFormat.Strides[level];
            starts[level + 1] = starts[level] + (width / stride * (height / stride));
        }
        Starts = starts;
        (CenterX, CenterY, Stride) = (new float[Count], new float[Count], new float[Count]);
        for (int level = 0; level < DetectorFormat.Strides.Length; level++)
        {
            int stride = DetectorFormat.Strides[level], columns = width / stride;
            for (int cell = starts[level]; cell < starts[level + 1]; cell++)
            {
                (int row, int column) = Math.DivRem(cell - starts[level], columns);
                CenterX[cell] = (column + 0.5f) * stride;
                CenterY[cell] = (row + 0.5f) * stride;
                Stride[cell] = stride;
            }
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The first cell of each map, and the number of all cells at the end.</summary>
    public IReadOnlyList<int> Starts { get; }

    public int Count => Starts[^1];

    /// <summary>The center of each cell in pixels.</summary>
    public float[] CenterX { get; }

    /// <inheritdoc cref="CenterX"/>
    public float[] CenterY { get; }

    /// <summary>The stride of each cell's map in pixels.</summary>
    public float[] Stride { get; }
}
