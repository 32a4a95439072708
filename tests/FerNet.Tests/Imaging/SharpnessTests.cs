using CsCheck;
using FerNet.Imaging;
using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Imaging;

public class SharpnessTests
{
    private static readonly byte[] Face = MakeFace();

    [Fact]
    public void Each_pixel_is_the_weighted_sum_of_its_neighbors() => Gen.Select(Gen.Float[-0.25f, 0.25f], Gen.Float[-0.1f, 0.1f]).ForAll(
        (near, far) =>
        {
            byte[] changed = new byte[Face.Length];
            Sharpness.Change(Face, changed, near, far);
            double[] weights = [far, near, 1 - (2 * near) - (2 * far), near, far];
            for (int y = 0; y < 48; y++)
            {
                for (int x = 0; x < 48; x++)
                {
                    double sum = 0;
                    for (int down = -2; down <= 2; down++)
                    {
                        for (int right = -2; right <= 2; right++)
                        {
                            double weight = weights[down + 2] * weights[right + 2];
                            sum += weight * Face[(Math.Clamp(y + down, 0, 47) * 48) + Math.Clamp(x + right, 0, 47)];
                        }
                    }
                    Assert.Equal(Math.Clamp(sum, 0, 255), changed[(y * 48) + x], 0.51);
                }
            }
        }, samples: 20);

    private static byte[] MakeFace()
    {
        CounterRandom random = new(77);
        return [.. Enumerable.Range(0, FacePatch.PixelCount).Select(_ => (byte)random.NextInt(256))];
    }
}
