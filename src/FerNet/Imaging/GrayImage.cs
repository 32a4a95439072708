namespace FerNet.Imaging;

/// <summary>A decoded, upright image in gray: one byte per pixel, row by row without gaps, 0 black to 255 white.</summary>
internal sealed record GrayImage(int Width, int Height, byte[] Pixels);
