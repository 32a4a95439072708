using FerNet.Faces.Search;

namespace FerNet.Tests.Faces.Search;

public class SearchInputTests
{
    [Theory]
    [InlineData(90, 60, 64, false)]
    [InlineData(90, 60, 64, true)]
    [InlineData(64, 96, 640, false)]
    [InlineData(1700, 3, 64, false)]
    [InlineData(1, 1, 640, false)]
    public void The_image_is_reduced_by_areas_and_its_edges_continue(int width, int height, int maxSide, bool blueFirst)
    {
        byte[] pixels = new byte[width * height * 4];
        new Random(1).NextBytes(pixels);
        using SearchInput input = SearchInput.Create(InputImage.FromPixels(pixels, width, height, PixelFormat.Rgba32), maxSide, blueFirst);
        Assert.Equal((0, 0), (input.Width % 32, input.Height % 32));
        Assert.Equal(Math.Max(1, (int)Math.Round(width * Math.Min(1, (double)maxSide / Math.Max(width, height)))), input.UsedWidth);
        ReadOnlySpan<float> levels = input.Levels.Span;
        // Where the planes are reduced already, the pixels at the border of a target pixel are shared otherwise; noise is the worst case.
        float tolerance = width > 1600 ? 8 : 1.01f;
        for (int channel = 0; channel < 3; channel++)
        {
            int part = blueFirst ? 2 - channel : channel;
            for (int y = 0; y < input.Height; y++)
            {
                for (int x = 0; x < input.Width; x++)
                {
                    float expected = Mean(pixels, width, height, part, Math.Min(x, input.UsedWidth - 1), Math.Min(y, input.UsedHeight - 1),
                        (double)width / input.UsedWidth, (double)height / input.UsedHeight);
                    Assert.Equal(expected, levels[(((channel * input.Height) + y) * input.Width) + x], tolerance);
                }
            }
        }
    }

    [Fact]
    public void A_gray_image_has_the_same_levels_in_each_channel()
    {
        byte[] levels = [.. Enumerable.Range(0, 64 * 32).Select(i => (byte)i)];
        using SearchInput input = SearchInput.Create(InputImage.FromPixels(levels, 64, 32, PixelFormat.Gray8), 640, blueFirst: false);
        for (int channel = 0; channel < 3; channel++)
            Assert.Equal(levels.Select(level => (float)level), input.Levels.Span.Slice(channel * levels.Length, levels.Length).ToArray());
    }

    [Fact]
    public void A_mirrored_input_has_left_and_right_exchanged()
    {
        byte[] pixels = new byte[40 * 33 * 3];
        new Random(3).NextBytes(pixels);
        InputImage image = InputImage.FromPixels(pixels, 40, 33, PixelFormat.Rgb24);
        using SearchInput input = SearchInput.Create(image, 640, blueFirst: false);
        using SearchInput mirrored = SearchInput.Create(image, 640, blueFirst: false);
        mirrored.Mirror();
        for (int row = 0; row < 3 * input.Height; row++)
            Assert.Equal(input.Levels.Slice(row * 64, 64).ToArray().Reverse(), mirrored.Levels.Slice(row * 64, 64).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Four_quarters_are_a_whole_turn(int quarters)
    {
        byte[] levels = new byte[64 * 32];
        new Random(2).NextBytes(levels);
        using SearchInput input = SearchInput.Create(InputImage.FromPixels(levels, 64, 32, PixelFormat.Gray8), 640, blueFirst: false);
        using SearchInput turned = input.Turn(quarters), back = turned.Turn(4 - quarters);
        Assert.Equal(quarters == 2 ? (64, 32) : (32, 64), (turned.Width, turned.Height));
        Assert.Equal(input.Levels.ToArray(), back.Levels.ToArray());
        // Turned clockwise by a quarter, the upper left corner becomes the upper right one.
        (int x, int y) = quarters switch { 1 => (31, 0), 2 => (63, 31), _ => (0, 63) };
        Assert.Equal(levels[0], turned.Levels.Span[(y * turned.Width) + x]);
    }

    private static float Mean(byte[] pixels, int width, int height, int part, int x, int y, double stepX, double stepY)
    {
        double sum = 0, area = 0;
        for (int row = (int)(y * stepY); row < Math.Min(height, Math.Ceiling((y + 1) * stepY - 1e-9)); row++)
        {
            double high = Math.Min((y + 1) * stepY, row + 1) - Math.Max(y * stepY, row);
            for (int column = (int)(x * stepX); column < Math.Min(width, Math.Ceiling((x + 1) * stepX - 1e-9)); column++)
            {
                double covered = high * (Math.Min((x + 1) * stepX, column + 1) - Math.Max(x * stepX, column));
                sum += covered * pixels[(((row * width) + column) * 4) + part];
                area += covered;
            }
        }
        return (float)(sum / area);
    }
}
