namespace FerNet.Faces.Search;

/// <summary>Decodes the network's output for one cell: offsets and logarithms in units of the feature map's stride.</summary>
/// <param name="Stride">Pixels along each side of a cell.</param>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Center">The origin of a cell's offsets, as a share of the cell: 0.5 for its center, 0 for its corner.</param>
internal readonly record struct FaceCells(int Stride, int Columns, float Center)
{
    /// <summary>The face of a cell.</summary>
    /// <param name="cell">The cell's index, row by row.</param>
    /// <param name="score">Its probability.</param>
    /// <param name="box">Offset of the center, logarithm of width and height [4].</param>
    /// <param name="points">Offsets of the five landmarks [10]; empty where the network has none.</param>
    public DetectedFace Decode(int cell, float score, ReadOnlySpan<float> box, ReadOnlySpan<float> points)
    {
        float left = (cell % Columns) + Center, top = (cell / Columns) + Center;
        float width = MathF.Exp(box[2]) * Stride, height = MathF.Exp(box[3]) * Stride;
        FaceBox faceBox = new(((left + box[0]) * Stride) - (width / 2), ((top + box[1]) * Stride) - (height / 2), width, height);
        return new DetectedFace { Box = faceBox, Confidence = score, Landmarks = points.IsEmpty ? null : Landmarks(left, top, points) };
    }

    private FaceLandmarks Landmarks(float left, float top, ReadOnlySpan<float> points)
    {
        Span<FacePoint> landmarkPoints = stackalloc FacePoint[5];
        for (int i = 0; i < landmarkPoints.Length; i++)
            landmarkPoints[i] = new FacePoint((left + points[2 * i]) * Stride, (top + points[(2 * i) + 1]) * Stride);
        return FaceLandmarks.FromArray(landmarkPoints);
    }
}
