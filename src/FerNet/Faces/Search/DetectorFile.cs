using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Faces.Search;

/// <summary>Reads the file of a detector.</summary>
internal static class DetectorFile
{
    /// <summary>The maximum size of a detector in bytes, about 200 times that of the shipped one.</summary>
    private const int MaxBytes = 64 << 20;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is larger than any detector.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static byte[] Read(string path, CancellationToken cancellationToken = default)
    {
        using Stream file = ImageFileReader.Open(path, "detector");
        return BoundedStream.ReadAll(file, MaxBytes, cancellationToken) ?? throw new InvalidDataException(
            Invariant($"{UntrustedText.Quote(path)} has more than {MaxBytes:N0} bytes, which no detector has. ") +
            "Name the file of a detector.");
    }
}
