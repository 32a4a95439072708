using FerNet.Imaging;

namespace FerNet.Prediction;

/// <summary>Computes the relevance of each pixel for an answer by hiding windows of the face in turn.</summary>
/// <remarks>
/// Source: Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", arXiv:1311.2901. A window is hidden by smoothing,
/// which keeps its mean gray level and adds no border that the network has not learned.
/// </remarks>
internal static class Occlusion
{
    private const int PatchSide = FacePatch.Size, SmoothingRadius = 7;

    /// <summary>Side and step of the windows in pixels: small windows locate relevant pixels, large ones hide whole features.</summary>
    private static readonly (int Side, int Step)[] Windows = [(8, 4), (16, 8)];

    /// <summary>Relevance [48 * 48] for one of the seven answers.</summary>
    /// <param name="score">Probabilities [N * 7] of patches [N * 2,304].</param>
    /// <param name="patch">The face.</param>
    /// <param name="answer">The label of the emotion, 0 to 6.</param>
    public static float[] ComputeRelevance(Func<byte[], float[]> score, byte[] patch, int answer)
    {
        byte[] smooth = Smooth(patch);
        List<(int Left, int Top, int Side)> windows = [];
        foreach ((int side, int step) in Windows)
        {
            for (int top = 0; top <= PatchSide - side; top += step)
            {
                for (int left = 0; left <= PatchSide - side; left += step) windows.Add((left, top, side));
            }
        }
        byte[] hidden = new byte[(windows.Count + 1) * patch.Length];
        patch.CopyTo(hidden, 0);
        for (int i = 0; i < windows.Count; i++)
        {
            Span<byte> one = hidden.AsSpan((i + 1) * patch.Length, patch.Length);
            patch.CopyTo(one);
            Hide(one, smooth, windows[i]);
        }
        float[] scores = score(hidden);
        float[] relevance = new float[patch.Length];
        foreach ((int side, _) in Windows) AddMean(relevance, windows, scores, answer, side);
        return relevance;
    }

    /// <summary>The mean gray level around each pixel.</summary>
    internal static byte[] Smooth(ReadOnlySpan<byte> patch)
    {
        byte[] smooth = new byte[patch.Length];
        for (int y = 0; y < PatchSide; y++)
        {
            for (int x = 0; x < PatchSide; x++)
            {
                int sum = 0, count = 0;
                for (int row = Math.Max(0, y - SmoothingRadius); row <= Math.Min(PatchSide - 1, y + SmoothingRadius); row++)
                {
                    for (int column = Math.Max(0, x - SmoothingRadius); column <= Math.Min(PatchSide - 1, x + SmoothingRadius);
                        column++, count++) sum += patch[(row * PatchSide) + column];
                }
                smooth[(y * PatchSide) + x] = (byte)(sum / count);
            }
        }
        return smooth;
    }

    private static void Hide(Span<byte> patch, ReadOnlySpan<byte> smooth, (int Left, int Top, int Side) window)
    {
        for (int row = window.Top; row < window.Top + window.Side; row++)
        {
            smooth.Slice((row * PatchSide) + window.Left, window.Side).CopyTo(patch.Slice((row * PatchSide) + window.Left, window.Side));
        }
    }

    /// <summary>Adds, for each pixel, the mean drop of the log probability over the windows of one size that cover it.</summary>
    private static void AddMean(float[] relevance, List<(int Left, int Top, int Side)> windows, float[] scores, int answer, int side)
    {
        float[] sum = new float[relevance.Length];
        int[] count = new int[relevance.Length];
        float whole = Log(scores[answer]);
        for (int i = 0; i < windows.Count; i++)
        {
            if (windows[i].Side != side) continue;
            float logProbabilityDrop = whole - Log(scores[((i + 1) * EmotionExtensions.Count) + answer]);
            for (int row = windows[i].Top; row < windows[i].Top + side; row++)
            {
                for (int column = windows[i].Left; column < windows[i].Left + side; column++)
                {
                    sum[(row * PatchSide) + column] += logProbabilityDrop;
                    count[(row * PatchSide) + column]++;
                }
            }
        }
        for (int p = 0; p < sum.Length; p++) relevance[p] += sum[p] / Math.Max(1, count[p]);
    }

    private static float Log(float probability) => MathF.Log(MathF.Max(probability, 1e-6f));
}
