using CsCheck;
using FerNet.Pictures;
using FerNet.Training;

namespace FerNet.Tests.Pictures;

public class SharpnessTests
{
    private static readonly byte[] Face = MakeFace();

    [Fact]
    public void Each_pixel_is_the_weighted_sum_of_its_nine_neighbours() => Gen.Float[-0.25f, 0.25f].Sample(
        a =>
        {
            byte[] smooth = new byte[Face.Length];
            Sharpness.Change(Face, smooth, a);
            for (int y = 0; y < 48; y++)
            {
                for (int x = 0; x < 48; x++)
                {
                    double sum = 0;
                    for (int down = -1; down <= 1; down++)
                    {
                        for (int right = -1; right <= 1; right++)
                        {
                            double weight = (down == 0 ? 1 - (2 * a) : a) * (right == 0 ? 1 - (2 * a) : a);
                            sum += weight * Face[(Math.Clamp(y + down, 0, 47) * 48) + Math.Clamp(x + right, 0, 47)];
                        }
                    }
                    Assert.Equal(Math.Clamp(sum, 0, 255), smooth[(y * 48) + x], 0.51);
                }
            }
        },
        seed: "0000000000001",
        iter: 20);

    private static byte[] MakeFace()
    {
        CounterRandom random = new(77);
        return [.. Enumerable.Range(0, FacePatch.PixelCount).Select(_ => (byte)random.Below(256))];
    }
}
