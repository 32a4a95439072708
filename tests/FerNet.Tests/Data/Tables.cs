using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using FerNet.Imaging;

namespace FerNet.Tests.Data;

/// <summary>Small tables of random faces in every layout that is read, and their packings.</summary>
internal static class Tables
{
    private static readonly string[] Usages = ["Training", "Training", "PublicTest", "PrivateTest"];

    /// <summary>The pixels of face <paramref name="row"/>: the same in every table.</summary>
    public static byte[] Pixels(int row)
    {
        byte[] pixels = new byte[FacePatch.PixelCount];
        new Random(row).NextBytes(pixels);
        return pixels;
    }

    public static string PixelsAsText(int row) => string.Join(' ', Pixels(row));

    public static string Usage(int row) => Usages[row % Usages.Length];

    /// <summary>Kaggle's fer2013.csv: row n has label n mod 7, and the usages in turn.</summary>
    public static string Fer2013(int rows, string lineEnd = "\n") =>
        Lines(rows, lineEnd, "emotion,pixels,Usage", row => $"{row % 7},{PixelsAsText(row)},{Usage(row)}");

    public static string Icml(int rows) =>
        Lines(rows, "\n", "emotion, Usage, pixels", row => $"{row % 7},{Usage(row)},{PixelsAsText(row)}");

    public static string Train(int rows) => Lines(rows, "\n", "emotion,pixels", row => $"{row % 7},\"{PixelsAsText(row)}\"");

    public static string Test(int rows) => Lines(rows, "\n", "pixels", PixelsAsText);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream file = new();
        using (GZipStream gzip = new(file, CompressionLevel.Fastest)) gzip.Write(content);
        return file.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }
        return file.ToArray();
    }

    public static byte[] Tar(params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream file = new();
        using (TarWriter tar = new(file, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }
        return file.ToArray();
    }

    private static string Lines(int rows, string lineEnd, string header, Func<int, string> row) =>
        string.Concat(Enumerable.Range(0, rows).Select(row).Prepend(header).Select(line => line + lineEnd));
}
