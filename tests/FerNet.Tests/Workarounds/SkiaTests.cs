using FerNet.Imaging;
using FerNet.Tests.Imaging;
using SkiaSharp;

namespace FerNet.Tests.Workarounds;

/// <summary>
/// What SkiaSharp does without FerNet's workarounds. A test that fails here says that its workaround can go, see docs/workarounds.md.
/// </summary>
public class SkiaTests
{
    [Fact]
    public void A_JPEG_without_its_end_marker_is_not_decoded()
    {
        byte[] levels = [.. Enumerable.Range(0, 64 * 64).Select(i => (byte)((i * 37 % 101) + (i / 64 * 2)))];
        byte[] jpeg = EncodedImages.Gray(levels, 64, 64, SKEncodedImageFormat.Jpeg);
        Assert.Equal(SKCodecResult.Success, Decode(jpeg));
        Assert.NotEqual(SKCodecResult.Success, Decode(jpeg.AsSpan(0, jpeg.Length - 2)));
    }

    private static SKCodecResult Decode(ReadOnlySpan<byte> jpeg)
    {
        SKCodecResult result = SkiaCodec.TryDecode(jpeg, ImageKind.Jpeg, "a.jpg", int.MaxValue, _ => 1, out SKBitmap? decoded);
        decoded?.Dispose();
        return result;
    }
}
