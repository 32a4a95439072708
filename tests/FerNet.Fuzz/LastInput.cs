using System.IO.MemoryMappedFiles;

namespace FerNet.Fuzz;

/// <summary>
/// Keeps the input at work in a mapped file: it is there when the process dies of it, and writing it costs no system call. Deleted at the
/// end.
/// </summary>
internal sealed class LastInput : IDisposable
{
    private const int Capacity = 4 << 20;

    private readonly string path;
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    public LastInput(string path)
    {
        this.path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, Capacity);
        view = file.CreateViewAccessor();
    }

    /// <summary>Its length in four bytes, then the input.</summary>
    public void Write(byte[] input)
    {
        int length = Math.Min(input.Length, Capacity - sizeof(int));
        view.Write(0, length);
        view.WriteArray(sizeof(int), input, 0, length);
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
        File.Delete(path);
    }
}
