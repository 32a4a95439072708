namespace FerNet.Faces.Learning;

/// <summary>A place in a background that the detector, while it was learning, took for a face.</summary>
/// <param name="Background">Number of the background.</param>
/// <param name="X">Middle in pixels of the background.</param>
/// <param name="Y">Middle in pixels of the background.</param>
/// <param name="Side">Side of the crop in pixels of the background.</param>
internal readonly record struct HardNegative(int Background, float X, float Y, float Side);
