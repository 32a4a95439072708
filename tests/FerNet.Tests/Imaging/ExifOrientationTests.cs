using System.Buffers.Binary;
using CsCheck;
using FerNet.Imaging;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Imaging;

/// <summary>The orientation counts wherever a format keeps EXIF data, and whatever whole number it is stored as.</summary>
public class ExifOrientationTests
{
    private const int Width = 16, Height = 24;

    private static readonly byte[] Pixels = [.. Enumerable.Range(0, Width * Height).Select(i => (byte)((i % Width * 9) + (i / Width * 4)))];

    public static TheoryData<int, int, bool> Everything()
    {
        TheoryData<int, int, bool> all = [];
        foreach (int orientation in Enumerable.Range(1, 8))
        {
            foreach (int type in (int[])[1, 3, 4, 8, 9])
            {
                all.Add(orientation, type, true);
                all.Add(orientation, type, false);
            }
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void It_is_read_from_JPEG_PNG_and_WebP(int orientation, int type, bool isLittle)
    {
        byte[] exif = Exif((uint)orientation, type, isLittle);
        byte[] jpeg = InJpeg(EncodedImages.Gray(Pixels, Width, Height, SKEncodedImageFormat.Jpeg), exif),
            png = InPng(EncodedImages.Gray(Pixels, Width, Height), exif);
        byte[] webP = InWebP(EncodedImages.Gray(Pixels, Width, Height, SKEncodedImageFormat.Webp), exif),
            prefixed = InWebP(EncodedImages.Gray(Pixels, Width, Height, SKEncodedImageFormat.Webp), [.. "Exif\0\0"u8, .. exif]);
        foreach (byte[] file in (byte[][])[jpeg, png, webP, prefixed])
        {
            Assert.Equal((SKEncodedOrigin)orientation, ExifOrientation.Read(file, ImageKind.Detect(file)!));
            GrayImage upright = ImageDecoder.Decode(file, "turned");
            Assert.Equal(orientation < 5 ? (Width, Height) : (Height, Width), (upright.Width, upright.Height));
        }
        byte[] expected = new byte[Pixels.Length];
        Orientation.Apply<byte>(Pixels, Width, Height, (SKEncodedOrigin)orientation, expected);
        Assert.Equal(expected, ImageDecoder.Decode(png, "turned.png").Pixels);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_what_the_decoder_itself_reads_of_an_ordinary_JPEG(bool isLittle)
    {
        foreach (uint orientation in Enumerable.Range(0, 12).Select(i => (uint)i))
        {
            byte[] jpeg = InJpeg(
                EncodedImages.Gray(Pixels, Width, Height, SKEncodedImageFormat.Jpeg), Exif(orientation, type: 3, isLittle));
            using SKCodec codec = SKCodec.Create(new MemoryStream(jpeg));
            Assert.Equal(codec.EncodedOrigin, ExifOrientation.Read(jpeg, ImageKind.Jpeg));
        }
    }

    [Fact]
    public void Damaged_data_counts_as_upright_or_valid_and_never_throws()
    {
        byte[] exif = Exif(6, 3, isLittle: true);
        byte[][] files =
        [
            InJpeg(EncodedImages.Gray(Pixels, Width, Height, SKEncodedImageFormat.Jpeg), exif),
                InPng(EncodedImages.Gray(Pixels, Width, Height), exif),
            InWebP(EncodedImages.Gray(Pixels, Width, Height, SKEncodedImageFormat.Webp), exif),
        ];
        ImageKind[] kinds = [ImageKind.Jpeg, ImageKind.Png, ImageKind.WebP];
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 200], Gen.Byte, Gen.Int[0, 300]).ForAll((which, place, value, length) =>
        {
            byte[] damaged = files[which][..Math.Min(length, files[which].Length)];
            if (place < damaged.Length) damaged[place] = value;
            return (int)ExifOrientation.Read(damaged, kinds[which]) is >= 1 and <= 8;
        }, samples: 20_000);
    }

    /// <summary>A TIFF header and one directory: another tag, then the orientation.</summary>
    private static byte[] Exif(uint orientation, int type, bool isLittle)
    {
        byte[] tiff = new byte[8 + 2 + (2 * 12) + 4];
        (isLittle ? "II"u8 : "MM"u8).CopyTo(tiff);
        Put16(2, 42);
        Put32(4, 8);
        Put16(8, 2);
        Entry(10, tag: 0x0100, kind: 4, value: 99);
        Entry(22, tag: 0x0112, (ushort)type, orientation);
        return tiff;

        void Entry(int place, ushort tag, ushort kind, uint value)
        {
            Put16(place, tag);
            Put16(place + 2, kind);
            Put32(place + 4, 1);
            if (kind is 4 or 9) Put32(place + 8, value);
            else if (kind == 1) tiff[place + 8] = (byte)value;
            else Put16(place + 8, (ushort)value);
        }

        void Put16(int place, ushort value)
        {
            if (isLittle) BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(place), value);
            else BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(place), value);
        }

        void Put32(int place, uint value)
        {
            if (isLittle) BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(place), value);
            else BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(place), value);
        }
    }

    private static byte[] InJpeg(byte[] jpeg, byte[] exif) =>
        [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 8), .. "Exif\0\0"u8, .. exif, .. jpeg[2..]];

    private static byte[] InPng(byte[] png, byte[] exif) => EncodedImages.WithChunk(png, "eXIf"u8, exif);

    /// <summary>The simple layout (one chunk of pixels) becomes the extended one, whose header says that EXIF follows the pixels.</summary>
    private static byte[] InWebP(byte[] webP, byte[] exif)
    {
        byte[] header = [.. "VP8X"u8, 10, 0, 0, 0, 0x08, 0, 0, 0, Width - 1, 0, 0, Height - 1, 0, 0];
        byte[] chunk = [.. "EXIF"u8, (byte)exif.Length, 0, 0, 0, .. exif, .. new byte[exif.Length & 1]];
        // An encoder may have written the extended layout already.
        byte[] pixels = webP.AsSpan(12).StartsWith("VP8X"u8) ? webP[30..] : webP[12..];
        byte[] file = [.. webP[..12], .. header, .. pixels, .. chunk];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }
}
