namespace FerNet.Data;

/// <summary>An open table: its bytes as plain text, read once from the start, and the name under which errors speak of it.</summary>
/// <param name="Stream">The text.</param>
/// <param name="Name">The file's name; within an archive "archive/folder/file".</param>
internal sealed record TableSource(Stream Stream, string Name) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();
}
