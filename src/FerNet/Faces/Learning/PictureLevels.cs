using FerNet.Pictures;

namespace FerNet.Faces.Learning;

/// <summary>A picture and copies of a half, a quarter and an eighth of its size, so that it can be sampled at any step without flicker.</summary>
internal sealed class PictureLevels
{
    private readonly GreyPicture[] levels;

    public PictureLevels(GreyPicture picture)
    {
        GreyPicture half = Halve(picture), quarter = Halve(half);
        levels = [picture, half, quarter, Halve(quarter)];
    }

    /// <summary>The grey levels of the full picture, row by row.</summary>
    public ReadOnlySpan<byte> Full => levels[0].Pixels;

    public int Width => levels[0].Width;

    public int Height => levels[0].Height;

    /// <summary>Which copy suits a step of so many pixels.</summary>
    public static int LevelOf(float step) => step < 1.4f ? 0 : step < 2.8f ? 1 : step < 5.6f ? 2 : 3;

    /// <summary>The grey level at a place in pixels of the full picture, from one copy, between its four nearest pixels; beyond the border the edge is repeated.</summary>
    public float Sample(int level, float x, float y)
    {
        GreyPicture picture = levels[level];
        float shrink = 1f / (1 << level);
        x = Math.Clamp((x * shrink) - 0.5f, 0, picture.Width - 1);
        y = Math.Clamp((y * shrink) - 0.5f, 0, picture.Height - 1);
        int left = (int)x, top = (int)y, right = Math.Min(left + 1, picture.Width - 1), bottom = Math.Min(top + 1, picture.Height - 1);
        float across = x - left, down = y - top;
        ReadOnlySpan<byte> pixels = picture.Pixels;
        float upper = pixels[(top * picture.Width) + left] + (across * (pixels[(top * picture.Width) + right] - pixels[(top * picture.Width) + left]));
        float lower = pixels[(bottom * picture.Width) + left] + (across * (pixels[(bottom * picture.Width) + right] - pixels[(bottom * picture.Width) + left]));
        return upper + (down * (lower - upper));
    }

    private static GreyPicture Halve(GreyPicture picture)
    {
        int width = Math.Max(1, picture.Width / 2), height = Math.Max(1, picture.Height / 2);
        byte[] pixels = new byte[width * height];
        AreaResize.Resize(picture, new FaceBox(0, 0, picture.Width, picture.Height), pixels, width, height);
        return new GreyPicture(width, height, pixels);
    }
}
