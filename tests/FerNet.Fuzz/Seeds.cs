using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using FerNet.Drawing;
using FerNet.Models;
using SkiaSharp;

namespace FerNet.Fuzz;

/// <summary>Good files of every kind, drawn or written here.</summary>
internal static class Seeds
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "seeds");

    /// <summary>The photographs that the annotations name.</summary>
    public static IReadOnlyList<string> PhotoNames { get; } = ["a.jpg", "b.jpg", "b.png", "0--Parade/a.jpg"];

    public static byte[] Patch { get; } = DrawnFaces.Patch(Emotion.Happy, 1);

    public static IReadOnlyList<byte[]> Tables() =>
        [Encoding.UTF8.GetBytes(Table()), Encoding.UTF8.GetBytes("emotion,pixels,Usage\n" + Row(3, "Training"))];

    public static IReadOnlyList<byte[]> GzipTables() => [.. Tables().Select(Gzip)];

    public static IReadOnlyList<byte[]> ImageZips() => [ZipMutator.Write(Images()), ZipMutator.Write([("fer2013.csv", Tables()[0])])];

    /// <summary>Files that <see cref="FerDataset.Save"/> wrote: of faces in memory, and of images, of which one is bad.</summary>
    public static IReadOnlyList<byte[]> Datasets()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("fernet-fuzz-");
        try
        {
            string images = Path.Combine(folder.FullName, "images.zip"), saved = Path.Combine(folder.FullName, "saved.npz");
            File.WriteAllBytes(images, ZipMutator.Write([.. Images(), ("train/sad/bad.png", [1, 2, 3])]));
            return [.. new[] { DrawnFaces.Dataset(1, seed: 1), FerDataset.Load(images, new FerDatasetOptions { SkipBadRows = true }) }
                .Select(faces =>
                {
                    faces.Save(saved);
                    return File.ReadAllBytes(saved);
                })];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static IReadOnlyList<byte[]> Tars() =>
        [Tar(TarEntryFormat.Pax, Images()), Tar(TarEntryFormat.Gnu, [("fer2013.csv", Tables()[0])])];

    public static IReadOnlyList<byte[]> GzipTars() => [.. Tars().Select(Gzip)];

    public static IReadOnlyList<byte[]> Votes() =>
    [
        Encoding.UTF8.GetBytes(
            "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n" +
            "Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0\nPublicTest,fer0028638.png,0,10,0,0,0,0,0,0,0,0\n" +
            "PrivateTest,,0,0,0,0,0,0,0,0,0,10\n"),
    ];

    public static IReadOnlyList<byte[]> Pngs() => [DrawnFaces.Png(Emotion.Sad, 1, 48), Encoded(SKEncodedImageFormat.Png, 31)];

    public static IReadOnlyList<byte[]> Jpegs() =>
    [
        Encoded(SKEncodedImageFormat.Jpeg, 64), Encoded(SKEncodedImageFormat.Jpeg, 17),
        WithOrientation(Encoded(SKEncodedImageFormat.Jpeg, 40)),
    ];

    public static IReadOnlyList<byte[]> WebPs() => [Encoded(SKEncodedImageFormat.Webp, 48)];

    /// <summary>24 bits a pixel without compression, and 8 bits with a palette.</summary>
    public static IReadOnlyList<byte[]> Bmps() => [Bmp(24, 9, 7), Bmp(8, 8, 5)];

    /// <summary>A GIF of 1 x 1 pixels, and one of two frames.</summary>
    public static IReadOnlyList<byte[]> Gifs()
    {
        byte[] header = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
        byte[] frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
        byte[] delay = [0x21, 0xF9, 4, 0, 10, 0, 0, 0];
        return [[.. header, .. frame, 0x3B], [.. header, .. delay, .. frame, .. delay, .. frame, 0x3B]];
    }

    public static IReadOnlyList<byte[]> ModelZips() => [File.ReadAllBytes(Path.Combine(Folder, "emotions.zip"))];

    public static IReadOnlyList<byte[]> ModelGraphs()
    {
        using EmotionModel model = EmotionModel.Load(Path.Combine(Folder, "emotions.zip"));
        return [model.Graph];
    }

    public static IReadOnlyList<byte[]> Detectors() => [ShippedModel.Read(DetectorWriter.Name)];

    public static IReadOnlyList<byte[]> Checkpoints() => [File.ReadAllBytes(Path.Combine(Folder, "checkpoint.safetensors"))];

    public static IReadOnlyList<byte[]> FaceTables() =>
        ["file,x,y,width,height,ignore\na.jpg,1,2,30,40,0\nb.png,5,5.5,12,14,1\n"u8.ToArray()];

    public static IReadOnlyList<byte[]> WiderLists() =>
        ["0--Parade/a.jpg\n2\n10 20 30 40 0 0 0 0 0 0\n1 1 5 6 2 0 1 1 2 1\nb.jpg\n0\n0 0 0 0 0 0 0 0 0 0\n"u8.ToArray()];

    public static IReadOnlyList<byte[]> CocoFiles() =>
    [
        """
        {"images":[{"id":1,"file_name":"a.jpg","width":100,"height":80}],"categories":[{"id":7,"name":"face"}],
        "annotations":[{"id":1,"image_id":1,"category_id":7,"bbox":[1.5,2,30,40],"iscrowd":0}]}
        """u8.ToArray(),
    ];

    /// <summary>The start of this machine's ELF library of torch where there is one, and a made-up header.</summary>
    public static IReadOnlyList<byte[]> Libraries()
    {
        byte[] header = new byte[256];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(header, 0);
        header[0x28] = 64;
        header[0x3A] = 64;
        header[0x3C] = 3;
        return [header];
    }

    private static string Table()
    {
        StringBuilder text = new("emotion,pixels,Usage\n");
        for (int i = 0; i < 7; i++) text.Append(Row(i, i < 5 ? "Training" : i == 5 ? "PublicTest" : "PrivateTest"));
        return text.ToString();
    }

    private static string Row(int emotion, string usage) =>
        FormattableString.Invariant($"{emotion},{string.Join(' ', DrawnFaces.Patch((Emotion)emotion, emotion))},{usage}\n");

    private static IReadOnlyList<(string Name, byte[] Content)> Images() =>
        [.. EmotionExtensions.All.Take(3).Select(emotion => ($"train/{emotion.Name()}/1.png", DrawnFaces.Png(emotion, 1, 48)))];

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    private static byte[] Tar(TarEntryFormat format, IEnumerable<(string Name, byte[] Content)> files)
    {
        using MemoryStream file = new();
        using (TarWriter tar = new(file, format, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                TarEntry entry = format == TarEntryFormat.Pax
                    ? new PaxTarEntry(TarEntryType.RegularFile, name)
                    : new GnuTarEntry(TarEntryType.RegularFile, name);
                entry.DataStream = new MemoryStream(content);
                tar.WriteEntry(entry);
            }
        }
        return file.ToArray();
    }

    private static byte[] Encoded(SKEncodedImageFormat format, int side)
    {
        using SKBitmap bitmap = DrawnFaces.Bitmap(Emotion.Surprise, 2, side);
        using SKData data = bitmap.Encode(format, 80);
        return data.ToArray();
    }

    /// <summary>With an EXIF segment that turns the image by 90 degrees.</summary>
    private static byte[] WithOrientation(byte[] jpeg)
    {
        byte[] exif = [.. "Exif\0\0MM\0*\0\0\0\b"u8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        int length = exif.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    private static byte[] Bmp(int bits, int width, int height)
    {
        int palette = bits == 8 ? 256 * 4 : 0, row = ((width * bits / 8) + 3) / 4 * 4, start = 54 + palette;
        byte[] file = new byte[start + (row * height)];
        "BM"u8.CopyTo(file);
        BitConverter.TryWriteBytes(file.AsSpan(2), file.Length);
        BitConverter.TryWriteBytes(file.AsSpan(10), start);
        BitConverter.TryWriteBytes(file.AsSpan(14), 40);
        BitConverter.TryWriteBytes(file.AsSpan(18), width);
        BitConverter.TryWriteBytes(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = (byte)bits;
        for (int i = 54; i < file.Length; i++) file[i] = (byte)(i * 5);
        return file;
    }
}
