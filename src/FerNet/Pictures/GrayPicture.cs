namespace FerNet.Pictures;

/// <summary>A decoded, upright picture in gray: one byte a pixel, row by row without gaps, 0 black to 255 white.</summary>
internal sealed record GrayPicture(int Width, int Height, byte[] Pixels);
