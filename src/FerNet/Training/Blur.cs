using System.Numerics.Tensors;
using FerNet.Imaging;

namespace FerNet.Training;

/// <summary>Defocus and motion blur of a square of gray levels; beyond the border the nearest pixel is repeated.</summary>
internal static class Blur
{
    /// <summary>Largest distance in pixels that a blur kernel covers.</summary>
    public const int Reach = 7;

    private const int KernelWidth = (2 * Reach) + 1;

    /// <summary>
    /// The mean over a disk with a radius of at most 4 pixels. Pixels at the edge are weighted by their share within the disk.
    /// </summary>
    public static void ApplyDefocus(Span<float> crop, int size, double blurRadius)
    {
        if (blurRadius < 0.25) return;
        Span<float> blurKernel = stackalloc float[KernelWidth * KernelWidth];
        blurKernel.Clear();
        for (int y = -Reach; y <= Reach; y++)
        {
            for (int x = -Reach; x <= Reach; x++)
                blurKernel[At(x, y)] = (float)Math.Clamp(blurRadius + 0.5 - Math.Sqrt((x * x) + (y * y)), 0, 1);
        }
        Mean(crop, size, blurKernel);
    }

    /// <summary>The mean along a line of at most 12 pixels, at an angle in radians.</summary>
    public static void ApplyMotion(Span<float> crop, int size, double length, double angle)
    {
        const int Points = 25;
        if (length < 0.5) return;
        Span<float> blurKernel = stackalloc float[KernelWidth * KernelWidth];
        blurKernel.Clear();
        for (int i = 0; i < Points; i++)
        {
            double along = length * (((double)i / (Points - 1)) - 0.5), x = along * Math.Cos(angle), y = along * Math.Sin(angle);
            int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
            double across = x - left, down = y - top;
            blurKernel[At(left, top)] += (float)((1 - across) * (1 - down));
            blurKernel[At(left + 1, top)] += (float)(across * (1 - down));
            blurKernel[At(left, top + 1)] += (float)((1 - across) * down);
            blurKernel[At(left + 1, top + 1)] += (float)(across * down);
        }
        Mean(crop, size, blurKernel);
    }

    private static int At(int x, int y) => ((y + Reach) * KernelWidth) + x + Reach;

    private static void Mean(Span<float> crop, int size, Span<float> blurKernel)
    {
        TensorPrimitives.Divide(blurKernel, TensorPrimitives.Sum(blurKernel), blurKernel);
        int width = size + (2 * Reach);
        Span<float> padded = stackalloc float[(FacePatch.Size + (2 * Reach)) * (FacePatch.Size + (2 * Reach))];
        for (int row = 0; row < width; row++)
        {
            ReadOnlySpan<float> line = crop.Slice(Math.Clamp(row - Reach, 0, size - 1) * size, size);
            Span<float> target = padded.Slice(row * width, width);
            target[..Reach].Fill(line[0]);
            line.CopyTo(target[Reach..]);
            target[(Reach + size)..].Fill(line[^1]);
        }
        crop.Clear();
        for (int y = -Reach; y <= Reach; y++)
        {
            for (int x = -Reach; x <= Reach; x++)
            {
                float weight = blurKernel[At(x, y)];
                if (weight == 0) continue;
                for (int row = 0; row < size; row++)
                {
                    Span<float> line = crop.Slice(row * size, size);
                    TensorPrimitives.MultiplyAdd(padded.Slice(((row + Reach + y) * width) + Reach + x, size), weight, line, line);
                }
            }
        }
        PhotographEffects.Clamp(crop);
    }
}
