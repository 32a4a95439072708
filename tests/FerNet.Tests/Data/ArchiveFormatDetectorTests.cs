using FerNet.Data.Images;

namespace FerNet.Tests.Data;

public class ArchiveFormatDetectorTests
{
    [Theory]
    [InlineData("\u001f", nameof(ArchiveFormat.None))]
    [InlineData("PK\u0003\u0004 and more", nameof(ArchiveFormat.Zip))]
    [InlineData("PK\u0005\u0006", nameof(ArchiveFormat.Zip))]
    [InlineData("PK\u0001\u0002", nameof(ArchiveFormat.None))]
    [InlineData("", nameof(ArchiveFormat.None))]
    [InlineData("emotion,pixels", nameof(ArchiveFormat.None))]
    public void The_first_bytes_decide(string start, string format) => Assert.Equal(format, Of(Tables.Bytes(start)));

    [Fact]
    public void A_gzip_and_a_tar_are_known_by_their_marks()
    {
        Assert.Equal("Gzip", Of([0x1F, 0x8B]));
        byte[] tar = new byte[512];
        "ustar"u8.CopyTo(tar.AsSpan(257));
        Assert.Equal("Tar", Of(tar));
        Assert.Equal("None", Of(tar[..511]));
        Assert.Equal("None", Of([0, .. tar[..511]]));
    }

    private static string Of(byte[] start) => ArchiveFormatDetector.Detect(() => new MemoryStream(start)).ToString();
}
