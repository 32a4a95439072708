using System.Buffers.Binary;
using System.IO.Compression;
using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Tests.Imaging;

/// <summary>Encoded images made by hand, byte by byte, for the formats that the drawing library cannot write.</summary>
internal static class EncodedImages
{
    /// <summary>Gray pixels as PNG, JPEG or WebP.</summary>
    public static byte[] Gray(byte[] pixels, int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png,
        int quality = 100)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        pixels.CopyTo(bitmap.GetPixelSpan());
        return Encode(bitmap, format, quality);
    }

    /// <summary>RGBA pixels, not multiplied by alpha.</summary>
    public static byte[] Color(byte[] rgba, int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png,
        int quality = 100)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        rgba.CopyTo(bitmap.GetPixelSpan());
        return Encode(bitmap, format, quality);
    }

    /// <summary>A patch made larger by a resampler of Skia's.</summary>
    public static SKBitmap Enlarge(ReadOnlySpan<byte> patch, int size, SKSamplingOptions sampling)
    {
        using SKBitmap small = SKBitmap.Decode(Gray(patch.ToArray(), FacePatch.Size, FacePatch.Size));
        return small.Resize(new SKImageInfo(size, size), sampling);
    }

    /// <summary>A JPEG with an EXIF block that says how the image is turned (1 to 8).</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0,
            (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
            0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>A 24-bit bitmap file, bottom row first as usual.</summary>
    public static byte[] GrayBitmapFile(byte[] pixels, int width, int height)
    {
        int stride = ((width * 3) + 3) / 4 * 4;
        byte[] file = new byte[54 + (stride * height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = 24;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                file.AsSpan(54 + ((height - 1 - y) * stride) + (x * 3), 3).Fill(pixels[(y * width) + x]);
        }
        return file;
    }

    /// <summary>A GIF of 64 grays (level / 4); each further frame holds one color only.</summary>
    public static byte[] GrayGif(byte[] pixels, int width, int height, int furtherFrames = 0)
    {
        using MemoryStream file = new();
        file.Write("GIF89a"u8);
        file.Write([(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0xF5, 0, 0]);
        for (int level = 0; level < 64; level++) file.Write([(byte)(level * 4), (byte)(level * 4), (byte)(level * 4)]);
        for (int frame = 0; frame <= furtherFrames; frame++)
        {
            byte[] shown = frame == 0 ? pixels : new byte[pixels.Length];
            file.Write([0x21, 0xF9, 4, 0, 10, 0, 0, 0]);
            file.Write([0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 6]);
            WriteLooseCodes(file, shown);
        }
        file.WriteByte(0x3B);
        return file.ToArray();
    }

    /// <summary>A grayscale PNG of 16 bits a pixel.</summary>
    public static byte[] DeepGrayPng(ushort[] pixels, int width, int height)
    {
        using MemoryStream rows = new();
        using (ZLibStream packed = new(rows, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                packed.WriteByte(0);
                for (int x = 0; x < width; x++)
                {
                    ushort level = pixels[(y * width) + x];
                    packed.Write([(byte)(level >> 8), (byte)level]);
                }
            }
        }
        return Png(width, height, bits: 16, colorType: 0, rows.ToArray());
    }

    /// <summary>A PNG whose header claims any size, whatever its data holds.</summary>
    public static byte[] Png(int width, int height, byte bits, byte colorType, byte[] data)
    {
        using MemoryStream file = new();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = bits;
        header[9] = colorType;
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, data);
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>A PNG with one more chunk before its pixels.</summary>
    public static byte[] WithChunk(byte[] png, ReadOnlySpan<byte> kind, byte[] data)
    {
        const int AfterHeader = 8 + 12 + 13;
        using MemoryStream file = new();
        file.Write(png, 0, AfterHeader);
        WriteChunk(file, kind, data);
        file.Write(png.AsSpan(AfterHeader));
        return file.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> kind, byte[] data)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(kind);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum([.. kind, .. data]));
        file.Write(number);
    }

    private static uint Checksum(byte[] data)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in data)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ ((sum & 1) * 0xEDB8_8320);
        }
        return ~sum;
    }

    // Seven-bit codes with a "start again" before the table would grow: larger than need be, but plainly right.
    private static void WriteLooseCodes(MemoryStream file, byte[] pixels)
    {
        List<byte> packed = [];
        int held = 0;
        int bits = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (i % 60 == 0) Add(64);
            Add(pixels[i] / 4);
        }
        Add(65);
        if (bits > 0) packed.Add((byte)held);
        foreach (byte[] block in packed.Chunk(255))
        {
            file.WriteByte((byte)block.Length);
            file.Write(block);
        }
        file.WriteByte(0);

        void Add(int code)
        {
            held |= code << bits;
            bits += 7;
            for (; bits >= 8; bits -= 8, held >>= 8) packed.Add((byte)held);
        }
    }

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality)
    {
        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }
}
