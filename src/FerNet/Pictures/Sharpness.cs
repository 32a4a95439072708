namespace FerNet.Pictures;

/// <summary>Makes a face sharper or softer, as the many ways of resizing a picture do.</summary>
internal static class Sharpness
{
    private const int Side = FacePatch.Size;

    /// <summary>Each pixel and its neighbours weighted by <c>[a, 1 - 2a, a]</c> along rows, then along columns; the border is repeated.</summary>
    public static void Change(ReadOnlySpan<byte> face, Span<byte> smooth, float a)
    {
        Span<float> rows = stackalloc float[Side * Side];
        for (int at = 0; at < rows.Length; at++)
        {
            int column = at % Side;
            rows[at] = ((1 - (2 * a)) * face[at]) + (a * (face[column > 0 ? at - 1 : at] + face[column < Side - 1 ? at + 1 : at]));
        }
        for (int at = 0; at < rows.Length; at++)
        {
            float level = ((1 - (2 * a)) * rows[at]) + (a * (rows[at >= Side ? at - Side : at] + rows[at < Side * (Side - 1) ? at + Side : at]));
            smooth[at] = (byte)Math.Clamp(level + 0.5f, 0, 255);
        }
    }
}
