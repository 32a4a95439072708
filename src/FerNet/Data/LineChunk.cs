namespace FerNet.Data;

/// <summary>A run of whole lines, as it was read into a buffer.</summary>
/// <param name="Sequence">Which piece of the file it is, from 0.</param>
/// <param name="Length">Bytes in the buffer.</param>
/// <param name="FirstLine">The number of its first line in the file, from 1.</param>
/// <param name="Lines">How many lines it holds, a last one without a line end included.</param>
/// <param name="EndsFile">Whether nothing follows.</param>
internal readonly record struct LineChunk(int Sequence, int Length, int FirstLine, int Lines, bool EndsFile);
