using FerNet.Networks.Onnx;
using FerNet.Pictures;

namespace FerNet.Faces;

/// <summary>
/// Runs the detector's graph over a copy of a picture, in tiles, so that memory stays bounded however large the copy is. Thread-safe.
/// </summary>
internal sealed class CellScorer(byte[] graph, int threads) : IDisposable
{
    /// <summary>Side of a tile, and the rim of it whose cells lack context: multiples of the stride.</summary>
    private const int TileSide = 1024, Rim = 64;

    private readonly OnnxSession session = GraphSession.Open(graph, threads);

    /// <summary>The faces in a copy that are sure enough, in its pixels, several for each face.</summary>
    public IEnumerable<DetectedFace> Find(GrayPicture copy, double threshold, CancellationToken cancellationToken = default)
    {
        foreach ((int left, int right) in Pieces(copy.Width))
        {
            foreach ((int top, int bottom) in Pieces(copy.Height))
            {
                FaceBox inner = new(left == 0 ? 0 : left + Rim, top == 0 ? 0 : top + Rim, 0, 0);
                float innerRight = right == copy.Width ? float.MaxValue : right - Rim, innerBottom = bottom == copy.Height ? float.MaxValue
                    : bottom - Rim;
                foreach (DetectedFace face in FindIn(copy, left, top, right - left, bottom - top, threshold, cancellationToken))
                {
                    float x = face.Box.X + (face.Box.Width / 2), y = face.Box.Y + (face.Box.Height / 2);
                    bool isInner = (left == 0 || x >= inner.X) && (top == 0 || y >= inner.Y) && x < innerRight && y < innerBottom;
                    if (isInner) yield return face;
                }
            }
        }
    }

    /// <summary>What the cells say, [count, 4, rows, columns], about gray levels [count, 1, height, width].</summary>
    public float[] Score(float[] levels, int count, int height, int width, CancellationToken cancellationToken = default)
    {
        return session.Run(
            levels.AsMemory(0, count * height * width), [count, 1, height, width], [DetectorFile.Output], outputs =>
                outputs[0].GetTensorDataAsSpan<float>().ToArray(), cancellationToken);
    }

    public void Dispose() => session.Dispose();

    private IEnumerable<DetectedFace> FindIn(GrayPicture copy, int left, int top, int width, int height, double threshold,
        CancellationToken cancellationToken)
    {
        float[] levels = new float[width * height];
        for (int row = 0; row < height; row++)
        {
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<byte, float>(
                copy.Pixels.AsSpan(((top + row) * copy.Width) + left, width), levels.AsSpan(row * width, width));
        }
        return CellReader.Read(Score(levels, 1, height, width, cancellationToken), FaceNetwork.CellsOf(height),
            FaceNetwork.CellsOf(width), threshold)
            .Select(face => face with { Box = face.Box with { X = face.Box.X + left, Y = face.Box.Y + top } });
    }

    /// <summary>Pieces of a length that overlap by twice the rim.</summary>
    private static IEnumerable<(int Start, int End)> Pieces(int length)
    {
        for (int start = 0; ; start += TileSide - (2 * Rim))
        {
            int end = Math.Min(length, start + TileSide);
            yield return (start, end);
            if (end == length) yield break;
        }
    }
}
