using FerNet.Imaging;

namespace FerNet.Training;

/// <summary>Draws the random changes of a face and writes the changed crop.</summary>
/// <remarks>
/// Shift, scale, roll, perspective and mirroring are combined into one map, which is sampled once with bilinear interpolation to avoid
/// repeated blurring. Outside the face, the nearest pixel is repeated.
/// </remarks>
internal static class GeometricAugmentation
{
    private const int Side = FacePatch.Size;

    /// <summary>Writes a crop of <paramref name="size"/> x <paramref name="size"/> gray levels, 0 to 255.</summary>
    /// <param name="face">The face [48, 48].</param>
    /// <param name="crop">Receives the crop.</param>
    /// <param name="size">Width and height of the crop.</param>
    /// <param name="changes">The augmentation settings.</param>
    /// <param name="erases">Whether a rectangle may be erased.</param>
    /// <param name="random">Source of the random numbers; equal states give equal changes.</param>
    /// <param name="nudge">An additional small shift and scale, which do not depend on <paramref name="random"/>.</param>
    public static void Write(
        scoped ReadOnlySpan<byte> face, Span<float> crop, int size, Augmentation changes, bool erases, ref CounterRandom random,
            CropJitter nudge = default)
    {
        Span<byte> resharpened = stackalloc byte[Side * Side];
        if (changes.Sharpness > 0)
        {
            Sharpness.Change(face, resharpened, (float)random.NextSymmetric(changes.Sharpness));
            face = resharpened;
        }
        double mirror = random.NextDouble() < changes.MirrorChance ? -1 : 1;
        double angle = random.NextSymmetric(changes.RotationDegrees) * Math.PI / 180;
        double scale = 1 / ((1 + random.NextSymmetric(changes.Scale)) * (1 + nudge.Zoom));
        // A crop smaller than the face has a random position within it, in addition to the shift.
        double slack = (Side - size) / 2.0;
        double x = ((Side - 1) / 2.0) + random.NextSymmetric(changes.Shift * Side) + random.NextSymmetric(slack) - nudge.X;
        double y = ((Side - 1) / 2.0) + random.NextSymmetric(changes.Shift * Side) + random.NextSymmetric(slack) - nudge.Y;
        float contrast = (float)(1 + random.NextSymmetric(changes.Contrast)), brightness = (float)random.NextSymmetric(changes.Brightness);
        float leanX = changes.Perspective > 0 ? (float)random.NextSymmetric(changes.Perspective) * 2 / size : 0;
        float leanY = changes.Perspective > 0 ? (float)random.NextSymmetric(changes.Perspective) * 2 / size : 0;
        FaceOcclusion? cover = changes.CoverChance > 0 && random.NextDouble() < changes.CoverChance ? FaceOcclusion.Draw(ref random) : null;

        float stepX = (float)(Math.Cos(angle) * scale * mirror), stepY = (float)(Math.Sin(angle) * scale * mirror);
        float downX = (float)(-Math.Sin(angle) * scale), downY = (float)(Math.Cos(angle) * scale);
        float middle = (size - 1) / 2f;
        for (int row = 0; row < size; row++)
        {
            float down = row - middle;
            Span<float> line = crop.Slice(row * size, size);
            for (int column = 0; column < size; column++)
            {
                float across = column - middle, near = 1;
                if (leanX != 0 || leanY != 0) near = 1 / (1 + (leanX * across) + (leanY * down));
                float fromX = (float)x + (near * ((across * stepX) + (down * downX))), fromY = (float)y +
                    (near * ((across * stepY) + (down * downY)));
                float level = Sample(face, fromX, fromY);
                if (cover is { } front) level = front.Blend(level, fromX, fromY);
                line[column] = Math.Clamp(((level - 128) * contrast) + 128 + brightness, 0, 255);
            }
        }
        PhotographEffects.Apply(crop, size, changes, ref random);
        if (erases && random.NextDouble() < changes.ErasingChance) Erase(crop, size, ref random);
    }

    /// <summary>The gray level at a position, by bilinear interpolation.</summary>
    public static float Sample(ReadOnlySpan<byte> face, float x, float y)
    {
        x = Math.Clamp(x, 0, Side - 1);
        y = Math.Clamp(y, 0, Side - 1);
        int left = Math.Min((int)x, Side - 2), top = Math.Min((int)y, Side - 2);
        float fractionX = x - left, fractionY = y - top;
        int pixel = (top * Side) + left;
        float upperLevel = face[pixel] + (fractionX * (face[pixel + 1] - face[pixel]));
        float lowerLevel = face[pixel + Side] + (fractionX * (face[pixel + Side + 1] - face[pixel + Side]));
        return upperLevel + (fractionY * (lowerLevel - upperLevel));
    }

    /// <summary>Fills a rectangle of 2 to 20 % of the crop with uniform noise.</summary>
    private static void Erase(Span<float> crop, int size, ref CounterRandom random)
    {
        double area = size * size * (0.02 + (0.18 * random.NextDouble())), aspectRatio = Math.Exp(random.NextSymmetric(Math.Log(3)));
        int height = Math.Clamp((int)Math.Round(Math.Sqrt(area * aspectRatio)), 1, size),
            width = Math.Clamp((int)Math.Round(Math.Sqrt(area / aspectRatio)), 1, size);
        int top = random.NextInt(size - height + 1), left = random.NextInt(size - width + 1);
        for (int row = top; row < top + height; row++)
        {
            for (int column = left; column < left + width; column++) crop[(row * size) + column] = (float)(255 * random.NextDouble());
        }
    }
}

/// <summary>The small shift and scale by which the second crop of a face differs from the first.</summary>
/// <param name="X">Shift to the right in pixels of the face.</param>
/// <param name="Y">Shift down in pixels of the face.</param>
/// <param name="Zoom">Change of scale: 0.04 shows the face 4 % larger.</param>
internal readonly record struct CropJitter(double X, double Y, double Zoom)
{
    /// <summary>Draws all three values uniformly; <paramref name="most"/> is the limit as a share of the width.</summary>
    public static CropJitter Draw(double most, ref CounterRandom random) =>
        new(random.NextSymmetric(most * FacePatch.Size), random.NextSymmetric(most * FacePatch.Size), random.NextSymmetric(most));
}
