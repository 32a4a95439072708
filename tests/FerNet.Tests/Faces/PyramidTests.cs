using FerNet.Faces;
using FerNet.Pictures;

namespace FerNet.Tests.Faces;

public class PyramidTests
{
    [Theory]
    [InlineData(640, 480, 44)]
    [InlineData(48, 48, 35)]
    [InlineData(1, 1, 35)]
    [InlineData(20_000, 10, 35)]
    [InlineData(333, 777, 100)]
    public void Every_size_of_face_falls_into_what_the_network_knows_in_one_copy(int width, int height, double smallest)
    {
        (GrayPicture Copy, double Scale)[] copies = [.. Pyramid.Of(new GrayPicture(width, height, new byte[width * height]), smallest)];
        Assert.All(copies, copy =>
            Assert.Equal((Math.Ceiling(width * copy.Scale), Math.Ceiling(height * copy.Scale)), (copy.Copy.Width, copy.Copy.Height)));
        for (double side = Math.Max(smallest, 11); side < Math.Max(width, height); side *= 1.1)
        {
            Assert.Contains(copies, copy => side * copy.Scale is >= FaceNetwork.SmallestSide - 1e-6 and <= FaceNetwork.LargestSide);
        }
    }

    [Fact]
    public void A_place_keeps_its_place_in_every_copy()
    {
        // A white square on black: its middle, measured in each copy, must lie at the scaled middle.
        byte[] pixels = new byte[301 * 203];
        for (int y = 80; y < 140; y++) pixels.AsSpan((y * 301) + 150, 60).Fill(255);
        foreach ((GrayPicture copy, double scale) in Pyramid.Of(new GrayPicture(301, 203, pixels), 30).Take(4))
        {
            double sum = 0, x = 0, y = 0;
            for (int i = 0; i < copy.Pixels.Length; i++)
            {
                sum += copy.Pixels[i];
                x += copy.Pixels[i] * ((i % copy.Width) + 0.5);
                y += copy.Pixels[i] * ((i / copy.Width) + 0.5);
            }
            Assert.Equal(180, x / sum / scale, 0.5);
            Assert.Equal(110, y / sum / scale, 0.5);
        }
    }
}
