namespace FerNet.Pipelines;

/// <summary>Gray levels of an ML.NET column, checked: 0 (black) to 255 (white).</summary>
internal static class GrayLevels
{
    /// <summary>Rounds 2,304 levels into a patch.</summary>
    /// <exception cref="InvalidDataException">A level is outside 0 to 255, or all levels are in 0 to 1, which would give a black
    /// patch.</exception>
    public static void Read(ReadOnlySpan<float> levels, Span<byte> patch, Func<string> name)
    {
        float highestLevel = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            float level = levels[i];
            if (level is not (>= 0 and <= 255))
                throw new InvalidDataException(Invariant($"{name()}: the gray level {level}; levels run from 0 (black) to 255 (white)."));
            highestLevel = Math.Max(highestLevel, level);
            patch[i] = (byte)MathF.Round(level);
        }
        RequireLevelRange(highestLevel, name);
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{float}, Span{byte}, Func{string})"/>
    public static void Read(ReadOnlySpan<byte> levels, Span<byte> patch, Func<string> name)
    {
        byte highestLevel = 0;
        foreach (byte level in levels) highestLevel = Math.Max(highestLevel, level);
        RequireLevelRange(highestLevel, name);
        levels.CopyTo(patch);
    }

    private static void RequireLevelRange(float highestLevel, Func<string> name)
    {
        if (highestLevel is > 0 and <= 1)
            throw new InvalidDataException(
                Invariant($"{name()}: no gray level is above {highestLevel:0.###}, so they seem to run from 0 to 1; levels run from 0 ") +
                "(black) to 255 (white). Multiply them by 255; with ExtractPixels leave scaleImage at 1.");
    }
}
