namespace FerNet.Networks;

/// <summary>The values of a weight in managed memory, in row-major order, and its shape.</summary>
internal sealed record WeightArray(float[] Values, long[] Shape);
