using FerNet.Pictures;

namespace FerNet.Faces.YuNet;

/// <summary>A picture as YuNet reads it.</summary>
/// <param name="Levels">[3, Height, Width]: blue, green, red, 0 to 255.</param>
/// <param name="Width">Width in pixels, a multiple of 32.</param>
/// <param name="Height">Height in pixels, a multiple of 32.</param>
internal sealed record YuNetInput(float[] Levels, int Width, int Height)
{
    private const int Multiple = 32;

    /// <summary>The picture made smaller by a scale; what is left of the last 32 pixels is black.</summary>
    public static YuNetInput Of(Picture picture, double scale)
    {
        int usedWidth = Math.Max(1, (int)Math.Round(picture.Width * scale)), usedHeight = Math.Max(1, (int)Math.Round(picture.Height * scale));
        int width = (usedWidth + Multiple - 1) / Multiple * Multiple, height = (usedHeight + Multiple - 1) / Multiple * Multiple;
        float[] levels = new float[3 * width * height];
        byte[] part = new byte[picture.Width * picture.Height], small = new byte[usedWidth * usedHeight];
        for (int channel = 0; channel < 3; channel++)
        {
            ReadOnlySpan<byte> colours = picture.Colour;
            for (int pixel = 0; pixel < part.Length; pixel++) part[pixel] = colours[(pixel * 4) + (2 - channel)];
            AreaResize.Resize(new GreyPicture(picture.Width, picture.Height, part), new FaceBox(0, 0, picture.Width, picture.Height), small, usedWidth, usedHeight);
            for (int row = 0; row < usedHeight; row++)
            {
                for (int column = 0; column < usedWidth; column++) levels[(((channel * height) + row) * width) + column] = small[(row * usedWidth) + column];
            }
        }
        return new YuNetInput(levels, width, height);
    }
}
