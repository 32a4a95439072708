namespace FerNet.Networks;

/// <summary>How grey levels (0 to 255) become the network's input: <c>(level - mean) / deviation</c>.</summary>
internal readonly record struct Normalisation(float Mean, float Deviation);
