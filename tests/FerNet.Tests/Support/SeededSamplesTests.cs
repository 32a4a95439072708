using System.Text.RegularExpressions;
using CsCheck;
using FerNet.Tests.Docs;
using Xunit.Sdk;

namespace FerNet.Tests.Support;

public class SeededSamplesTests
{
    private static readonly Gen<(int, byte[])> Values = Gen.Select(Gen.Int[0, 1_000_000], Gen.Byte.Array[0, 9]);

    [Fact]
    public void Each_run_draws_the_same_values_and_each_value_is_another()
    {
        List<int> first = [], second = [];
        Values.ForAll((number, bytes) => first.Add(number + bytes.Length), samples: 500);
        Values.ForAll((number, bytes) => second.Add(number + bytes.Length), samples: 500);
        Assert.Equal(500, first.Count);
        Assert.Equal(first, second);
        Assert.InRange(first.Distinct().Count(), 495, 500);
    }

    [Fact]
    public void A_failure_names_the_value_and_the_seed_that_draws_it()
    {
        int failed = 0, drawn = 0;
        XunitException error = Assert.ThrowsAny<XunitException>(() => Gen.Int[0, 99].ForAll(number =>
        {
            failed = number;
            Assert.InRange(number, 0, 97);
        }, samples: 10_000));
        Assert.Contains($" of 10000: {failed}\n", error.Message, StringComparison.Ordinal);
        string seed = error.Message.Split('"')[^2];
        Gen.Int[0, 99].Sample(number => { drawn = number; }, seed: seed, iter: 1);
        Assert.Equal(failed, drawn);
        Assert.Throws<XunitException>(() => Gen.Int[0, 99].ForAll(number => number < 98, samples: 10_000));
    }

    [Fact]
    public void No_test_uses_a_sampler_that_draws_other_values_in_each_run()
    {
        Regex sampler = new(@"(?<!GeometricAugmentation)\.Sample(Parallel|Concurrent|ModelBased|Metamorphic)?\(");
        Assert.Matches(sampler, "Gen.Int.Sample(static (one, other) => one < other)");
        Assert.DoesNotMatch(sampler, "GeometricAugmentation.Sample(face, (float)x, (float)y)");
        Assert.DoesNotContain(Repository.CodeFiles("tests"), file =>
            Path.GetFileName(file) != $"{nameof(SeededSamplesTests)}.cs" && sampler.IsMatch(File.ReadAllText(file)));
    }
}
