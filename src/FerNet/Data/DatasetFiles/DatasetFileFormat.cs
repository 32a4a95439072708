using System.Text;
using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Data.DatasetFiles;

/// <summary>
/// The format of a dataset file: a zip of arrays in NumPy's format, which <c>numpy.load</c> opens. The first entry is a header, and the
/// last one a digest of all entries before it.
/// </summary>
/// <remarks>Source of the arrays' format: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".</remarks>
internal static class DatasetFileFormat
{
    public const string Header = "fernet-dataset.json", Labels = "labels.npy", Splits = "splits.npy", Rows = "rows.npy",
        ImageSizes = "image_sizes.npy", FacesFound = "faces_found.npy", Votes = "votes.npy", Pixels = "pixels.npy", Digest = "sha256.txt";

    /// <summary>Values of <see cref="FacesFound"/>.</summary>
    public const byte NotSearched = 0, NotFound = 1, Found = 2;

    private const int NameLengthAt = 26, NameAt = 30, LongestName = 4096;

    /// <summary>The entries in their order.</summary>
    public static IEnumerable<string> Entries(bool hasVotes) =>
        [Header, Labels, Splits, Rows, ImageSizes, FacesFound, .. hasVotes ? [Votes] : Array.Empty<string>(), Pixels, Digest];

    /// <summary>
    /// The header of an array, byte for byte as NumPy writes it. NumPy pads it to a multiple of 64 bytes; these headers need more than 64
    /// and less than 128.
    /// </summary>
    public static byte[] ArrayHeader(string entry, int count)
    {
        const int TextBytes = 128 - 10;
        string type = entry is Rows or ImageSizes ? "<i4" : "|u1";
        string text = Invariant($"{{'descr': '{type}', 'fortran_order': False, 'shape': ({count},{Columns(entry)}), }}");
        return [0x93, .. "NUMPY"u8, 1, 0, TextBytes, 0, .. Encoding.ASCII.GetBytes(text.PadRight(TextBytes - 1) + "\n")];
    }

    /// <summary>Whether a name leads out of the folder of a dataset, or is not a valid file name.</summary>
    public static bool IsNoFileName(string? path) => path is not null && (path.Length is 0 or > LongestName || path[0] is '/' or '\\'
        || path.Contains('\0', StringComparison.Ordinal) || path.Split('/', '\\').Contains("..")
        || (path is [char drive, ':', ..] && char.IsAsciiLetter(drive)));

    /// <summary>Whether a file begins like a dataset file.</summary>
    public static bool IsDatasetFile(string path)
    {
        byte[] name = Encoding.ASCII.GetBytes(Header), start = new byte[NameAt + name.Length];
        using Stream file = RegularFile.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.AsSpan().StartsWith("PK\u0003\u0004"u8) && start[NameLengthAt] == name.Length
            && start[NameLengthAt + 1] == 0 && start.AsSpan(NameAt).SequenceEqual(name);
    }

    private static string Columns(string entry) => entry switch
    {
        ImageSizes => " 2",
        Votes => $" {FerPlusVotes.Count}",
        Pixels => $" {FacePatch.Size}, {FacePatch.Size}",
        _ => "",
    };
}
