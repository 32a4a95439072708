using FerNet.Drawing;
using FerNet.Tests.Docs;
using SkiaSharp;

namespace FerNet.Tests.Drawing;

public class PackageIconTests
{
    [Fact]
    public void The_icon_in_the_package_is_the_one_that_the_code_draws()
    {
        string path = Path.Combine(Repository.Root, "src", "FerNet", "icon.png");
        using SKBitmap drawn = PackageIcon.Draw();
        // To make it anew after a change of the drawing, delete the file and run this test.
        if (!File.Exists(path))
        {
            using SKData png = drawn.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(path, png.ToArray());
        }
        using SKBitmap kept = SKBitmap.Decode(path);
        Assert.Equal((drawn.Width, drawn.Height), (kept.Width, kept.Height));
        int apart = drawn.Pixels.Zip(kept.Pixels)
            .Count(pair => Math.Abs(pair.First.Red - pair.Second.Red) + Math.Abs(pair.First.Green - pair.Second.Green) > 40);
        Assert.InRange(apart, 0, 400);
    }
}
