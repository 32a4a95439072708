namespace FerNet.Pictures;

/// <summary>A decoded, upright picture in grey: one byte a pixel, row by row without gaps, 0 black to 255 white.</summary>
internal sealed record GreyPicture(int Width, int Height, byte[] Pixels);
