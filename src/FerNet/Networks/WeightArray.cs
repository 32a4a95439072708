namespace FerNet.Networks;

/// <summary>A weight's values outside torch, row by row, with its shape.</summary>
internal sealed record WeightArray(float[] Values, long[] Shape);
