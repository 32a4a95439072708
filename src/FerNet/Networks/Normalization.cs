namespace FerNet.Networks;

/// <summary>How gray levels (0 to 255) become the network's input: <c>(level - mean) / deviation</c>.</summary>
internal readonly record struct Normalization(float Mean, float StandardDeviation);
