using CsCheck;
using Xunit.Sdk;

namespace FerNet.Tests.Support;

/// <summary>
/// Checks a property for values that are the same in every run. CsCheck's own <c>Sample</c> takes its seed for the first value only.
/// </summary>
internal static class SeededSamples
{
    private const ulong Seed = 1;

    public static void ForAll<T>(this Gen<T> values, Action<T> check, int samples = 100)
    {
        PCG random = new(stream: 0, Seed);
        for (int sample = 1; sample <= samples; sample++)
        {
            string seed = random.ToString();
            T value = values.Generate(random, null, out _);
            try
            {
                check(value);
            }
            catch (Exception error)
            {
                throw new XunitException($"{error.Message}\nSample {sample} of {samples}: {Shown(value)}\n" +
                    $"CsCheck's Sample finds the simplest such value with seed: \"{seed}\".", error);
            }
        }
    }

    public static void ForAll<T>(this Gen<T> values, Func<T, bool> holds, int samples = 100) =>
        values.ForAll(value => Assert.True(holds(value), "The property does not hold."), samples);

    public static void ForAll<T1, T2>(this Gen<(T1, T2)> values, Action<T1, T2> check, int samples = 100) =>
        values.ForAll(value => check(value.Item1, value.Item2), samples);

    public static void ForAll<T1, T2>(this Gen<(T1, T2)> values, Func<T1, T2, bool> holds, int samples = 100) =>
        values.ForAll(value => holds(value.Item1, value.Item2), samples);

    public static void ForAll<T1, T2, T3>(this Gen<(T1, T2, T3)> values, Action<T1, T2, T3> check, int samples = 100) =>
        values.ForAll(value => check(value.Item1, value.Item2, value.Item3), samples);

    public static void ForAll<T1, T2, T3>(this Gen<(T1, T2, T3)> values, Func<T1, T2, T3, bool> holds, int samples = 100) =>
        values.ForAll(value => holds(value.Item1, value.Item2, value.Item3), samples);

    public static void ForAll<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> values, Action<T1, T2, T3, T4> check, int samples = 100) =>
        values.ForAll(value => check(value.Item1, value.Item2, value.Item3, value.Item4), samples);

    public static void ForAll<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> values, Func<T1, T2, T3, T4, bool> holds, int samples = 100) =>
        values.ForAll(value => holds(value.Item1, value.Item2, value.Item3, value.Item4), samples);

    public static void ForAll<T1, T2, T3, T4, T5>(
        this Gen<(T1, T2, T3, T4, T5)> values, Action<T1, T2, T3, T4, T5> check, int samples = 100) =>
        values.ForAll(value => check(value.Item1, value.Item2, value.Item3, value.Item4, value.Item5), samples);

    private static string Shown<T>(T value)
    {
        const int MostCharacters = 2_000;
        string text = Check.Print(value);
        return text.Length > MostCharacters ? text[..MostCharacters] + " ..." : text;
    }
}
