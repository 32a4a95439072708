namespace FerNet.Imaging;

/// <summary>Sharpens or softens a face, as different methods of resizing do.</summary>
internal static class Sharpness
{
    private const int Side = FacePatch.Size;

    /// <summary>
    /// Each pixel and its neighbors weighted by <c>[far, near, 1 - 2 near - 2 far, near, far]</c> along rows, then along columns; the
    /// border is repeated.
    /// </summary>
    public static void Change(ReadOnlySpan<byte> face, Span<byte> changed, float near, float far = 0)
    {
        float middle = 1 - (2 * near) - (2 * far);
        Span<float> rows = stackalloc float[Side * Side];
        for (int row = 0; row < Side; row++)
        {
            ReadOnlySpan<byte> line = face.Slice(row * Side, Side);
            for (int x = 0; x < Side; x++)
                rows[(row * Side) + x] = (middle * line[x]) + (near * (line[Inside(x - 1)] + line[Inside(x + 1)])) +
                    (far * (line[Inside(x - 2)] + line[Inside(x + 2)]));
        }
        for (int y = 0; y < Side; y++)
        {
            int up = Inside(y - 1) * Side, down = Inside(y + 1) * Side, farUp = Inside(y - 2) * Side, farDown = Inside(y + 2) * Side;
            for (int x = 0; x < Side; x++)
            {
                float level = (middle * rows[(y * Side) + x]) + (near * (rows[up + x] + rows[down + x])) +
                    (far * (rows[farUp + x] + rows[farDown + x]));
                changed[(y * Side) + x] = (byte)Math.Clamp(level + 0.5f, 0, 255);
            }
        }
    }

    private static int Inside(int at) => Math.Clamp(at, 0, Side - 1);
}
