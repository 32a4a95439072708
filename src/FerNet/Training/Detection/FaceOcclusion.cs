namespace FerNet.Training.Detection;

/// <summary>
/// Covers a part of some faces, which simulates masks, sunglasses, hands and other heads. The covered faces stay targets.
/// </summary>
internal static class FaceOcclusion
{
    /// <summary>Smaller faces are not covered, because they show few details.</summary>
    private const float SmallestFace = 18;

    /// <param name="canvas">RGB bytes, row by row.</param>
    /// <param name="side">Width and height of the canvas.</param>
    /// <param name="faces">The faces.</param>
    /// <param name="chance">Chance that a face is covered, 0 to 1.</param>
    /// <param name="random">Source of the random numbers.</param>
    public static void Apply(Span<byte> canvas, int side, List<SampleFace> faces, double chance, ref CounterRandom random)
    {
        foreach (SampleFace face in faces)
        {
            if (random.NextDouble() >= chance || TrainingPhoto.SizeOf(face.Box) < SmallestFace) continue;
            Paint(canvas, side, Place(face.Box, ref random), ref random);
        }
    }

    /// <summary>A band over the eyes, the lower half, or a rectangle at the left or right side.</summary>
    private static FaceBox Place(FaceBox box, ref CounterRandom random)
    {
        double kind = random.NextDouble();
        float Part(float share, ref CounterRandom numbers) => share * (float)(0.8 + (0.4 * numbers.NextDouble()));
        if (kind < 0.25)
            return new FaceBox(box.X, box.Y + (box.Height * Part(0.28f, ref random)), box.Width, box.Height * Part(0.2f, ref random));
        if (kind < 0.55)
            return new FaceBox(box.X - (0.05f * box.Width), box.Y +
                (box.Height * Part(0.55f, ref random)), 1.1f * box.Width, box.Height * 0.5f);
        float width = box.Width * (float)(0.25 + (0.3 * random.NextDouble()));
        float height = box.Height * (float)(0.25 + (0.5 * random.NextDouble()));
        float x = random.NextDouble() < 0.5 ? box.X - (width * 0.3f) : box.X + box.Width - (width * 0.7f);
        return new FaceBox(x, box.Y + ((float)random.NextDouble() * (box.Height - height)), width, height);
    }

    /// <summary>An ellipse or a rectangle in one color with a little texture.</summary>
    private static void Paint(Span<byte> canvas, int side, FaceBox coveredArea, ref CounterRandom random)
    {
        bool isRound = random.NextDouble() < 0.5, isGray = random.NextDouble() < 0.3;
        int red = random.NextInt(256), green = isGray ? red : random.NextInt(256), blue = isGray ? red : random.NextInt(256);
        int left = Math.Max(0, (int)coveredArea.X), right = Math.Min(side, (int)(coveredArea.X + coveredArea.Width) + 1);
        int top = Math.Max(0, (int)coveredArea.Y), bottom = Math.Min(side, (int)(coveredArea.Y + coveredArea.Height) + 1);
        float centerX = coveredArea.X + (coveredArea.Width / 2), centerY = coveredArea.Y + (coveredArea.Height / 2);
        int grain = random.NextInt(24) + 1;
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                float dx = 2 * (x + 0.5f - centerX) / coveredArea.Width, dy = 2 * (y + 0.5f - centerY) / coveredArea.Height;
                if (isRound ? (dx * dx) + (dy * dy) > 1 : Math.Max(Math.Abs(dx), Math.Abs(dy)) > 1) continue;
                int at = 3 * ((y * side) + x), change = (int)(random.Next() >> 33) % grain;
                canvas[at] = (byte)Math.Min(255, red + change);
                canvas[at + 1] = (byte)Math.Min(255, green + change);
                canvas[at + 2] = (byte)Math.Min(255, blue + change);
            }
        }
    }
}
