using FerNet.Networks.Layers;

namespace FerNet.Networks;

/// <summary>The shape of a layer's input or output for one image, without the batch dimension: channels, rows and columns.</summary>
/// <param name="Channels">Number of channels, or of values if the shape is flat.</param>
/// <param name="Height">Rows of each channel; 1 if the shape is flat.</param>
/// <param name="Width">Columns of each channel; 1 if the shape is flat.</param>
public readonly record struct TensorShape(int Channels, int Height, int Width)
{
    /// <summary>
    /// Whether this is a list of values (after <see cref="Flatten"/>, <see cref="GlobalAveragePooling"/> or <see cref="Dense"/>) instead of
    /// a stack of maps.
    /// </summary>
    public bool IsFlat { get; private init; }

    /// <summary>Number of values for one image.</summary>
    public long Count => (long)Channels * Height * Width;

    /// <summary>The shape of a list of values.</summary>
    /// <param name="features">Number of values, at least 1.</param>
    public static TensorShape Flat(int features) => new(features, 1, 1) { IsFlat = true };

    /// <summary>The shape with a variable batch dimension: <c>(N, 64, 24, 24)</c> or <c>(N, 512)</c>.</summary>
    public override string ToString() => IsFlat ? $"(N, {Channels})" : $"(N, {Channels}, {Height}, {Width})";
}
