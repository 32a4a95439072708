using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FerNet.Utilities;

namespace FerNet.Networks;

/// <summary>
/// Initial values of weights. The random numbers of each weight depend on the seed and its name, so that a layer added at the end does not
/// change the others.
/// </summary>
internal static class WeightInitializer
{
    public static float[] Values(WeightSpec spec, int seed)
    {
        float[] values = new float[spec.Count];
        switch (spec.Role)
        {
            case WeightRole.Scale:
            case WeightRole.RunningVariance:
                Array.Fill(values, 1f);
                break;
            case WeightRole.Kernel:
                FillKernel(values, spec, SeedOf(spec.Name, seed));
                break;
        }
        return values;
    }

    private static void FillKernel(float[] values, WeightSpec spec, long seed)
    {
        SeededRandom random = new(seed);
        long window = spec.Shape.Skip(2).Aggregate(1L, (product, side) => product * side);
        double fanIn = spec.Shape[1] * window, fanOut = spec.Shape[0] * window;
        if (spec.Start == KernelStart.GlorotUniform)
        {
            double limit = Math.Sqrt(6 / (fanIn + fanOut));
            for (int i = 0; i < values.Length; i++) values[i] = (float)(((2 * random.NextDouble()) - 1) * limit);
            return;
        }
        double deviation = spec.Start == KernelStart.Small ? 0.01 : Math.Sqrt(2 / fanOut);
        // Depthwise: each input channel contributes to one output only.
        if (spec.Start == KernelStart.HeNormal && spec.Shape[1] == 1 && spec.Shape[0] > 1) deviation = Math.Sqrt(2.0 / window);
        for (int i = 0; i < values.Length; i++) values[i] = (float)(random.NextNormal() * deviation);
    }

    private static long SeedOf(string name, int seed) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}/{name}"))));
}
