using CsCheck;
using FerNet.Prediction;
using FerNet.Tests.Support;

namespace FerNet.Tests.Prediction;

public class PriorAdjustmentTests
{
    private static readonly Gen<double[]> Logits = Gen.Double[-40, 40].Array[EmotionExtensions.Count];

    private static readonly Gen<ClassPrior> Prior =
        Gen.Double[-9, 9].Array[EmotionExtensions.Count].Select(powers => new ClassPrior([.. powers.Select(power => Math.Pow(10, power))]));

    private static readonly Gen<(double[] Logits, ClassPrior Target, ClassPrior Training, double Strength)> Case =
        Gen.Select(Logits, Prior, Prior, Gen.Double[0, 1]);

    [Fact]
    public void Probabilities_are_those_of_the_logits_with_the_logarithm_of_the_quotient_added() => Case.ForAll(
        one =>
        {
            double[] expected =
                Softmax(
                    [.. one.Logits.Select((logit, i) =>
                        logit + (one.Strength * Math.Log(one.Target.Probabilities[i] / one.Training.Probabilities[i])))]);
            float[] adjusted = Adjusted(Softmax(one.Logits), one.Target, one.Training, one.Strength);
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], adjusted[i], 1e-5);
            Assert.Equal(1, adjusted.Sum(probability => (double)probability), 1e-6);
        }, samples: 1000);

    [Fact]
    public void Probabilities_are_multiplied_by_the_quotient_and_divided_by_their_sum()
    {
        ClassPrior target = new([1, 1, 1, 3, 1, 1, 2]), training = new([1, 1, 1, 1, 1, 1, 4]);
        // Products: 0.3 * 3, 0.5 * 2 / 4 and 0.2, after the common factor.
        float[] adjusted = Adjusted([0.2, 0, 0, 0.3, 0, 0, 0.5], target, training, 1);
        double sum = 0.2 + 0.9 + 0.25;
        Assert.Equal(0.2 / sum, adjusted[0], 1e-6);
        Assert.Equal(0.9 / sum, adjusted[3], 1e-6);
        Assert.Equal(0.25 / sum, adjusted[6], 1e-6);
    }

    [Fact]
    public void The_way_back_gives_the_first_probabilities() =>
        Gen.Select(Gen.Double[-8, 8].Array[EmotionExtensions.Count], Prior, Prior, Gen.Double[0, 1]).ForAll(
        one =>
        {
            double[] first = Softmax(one.Item1);
            float[] there = Adjusted(first, one.Item2, one.Item3, one.Item4 / 9);
            float[] back = Adjusted([.. there.Select(probability => (double)probability)], one.Item3, one.Item2, one.Item4 / 9);
            for (int i = 0; i < first.Length; i++) Assert.Equal(first[i], back[i], 1e-4);
        }, samples: 1000);

    [Fact]
    public void Certainty_and_extreme_priors_give_numbers()
    {
        ClassPrior rare = new([1e-9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9]), common = new([1e9, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9, 1e-9]);
        float[] adjusted = Adjusted([1, 0, 0, 0, 0, 0, 0], rare, common, 1);
        Assert.All(adjusted, probability => Assert.InRange(probability, 0, 1));
        Assert.Equal(1, adjusted.Sum(), 1e-6);
        Assert.Equal(1, adjusted[0], 1e-6);
    }

    [Fact]
    public void Each_row_is_adjusted_alone()
    {
        float[] rows =
            [.. Adjusted([.. Softmax([1, 2, 3, 4, 5, 6, 7]), .. Softmax([7, 1, 1, 1, 1, 1, 1])], ClassPrior.Uniform,
                ClassPrior.Fer2013, 0.5)];
        Assert.Equal(rows[..7], Adjusted(Softmax([1, 2, 3, 4, 5, 6, 7]), ClassPrior.Uniform, ClassPrior.Fer2013, 0.5));
        Assert.Equal(rows[7..], Adjusted(Softmax([7, 1, 1, 1, 1, 1, 1]), ClassPrior.Uniform, ClassPrior.Fer2013, 0.5));
    }

    [Fact]
    public void Nothing_is_adjusted_unless_the_options_ask_for_it()
    {
        Assert.Null(PriorAdjustment.From(new EmotionPredictorOptions()));
        Assert.Null(PriorAdjustment.From(new EmotionPredictorOptions { ClassPrior = ClassPrior.Uniform, ClassPriorStrength = 0 }));
        Assert.Null(
            PriorAdjustment.From(new EmotionPredictorOptions { ClassPrior = ClassPrior.Uniform, TrainingPrior = ClassPrior.Uniform }));
        Assert.NotNull(PriorAdjustment.From(new EmotionPredictorOptions { ClassPrior = ClassPrior.Uniform }));
        Assert.NotNull(PriorAdjustment.From(new EmotionPredictorOptions { TrainingPrior = ClassPrior.Uniform }));
    }

    private static float[] Adjusted(double[] probabilities, ClassPrior target, ClassPrior training, double strength)
    {
        float[] adjusted = [.. probabilities.Select(probability => (float)probability)];
        PriorAdjustment.From(
            new EmotionPredictorOptions { ClassPrior = target, TrainingPrior = training, ClassPriorStrength = strength })?.Apply(adjusted);
        return adjusted;
    }

    private static double[] Softmax(double[] logits)
    {
        double largest = logits.Max();
        double[] powers = [.. logits.Select(logit => Math.Exp(logit - largest))];
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
