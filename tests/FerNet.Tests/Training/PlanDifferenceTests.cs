using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

/// <summary>A refusal names what is different, and only that.</summary>
public class PlanDifferenceTests
{
    [Theory]
    [InlineData("seed 1; rate 0.1, 5 epochs", "seed 9; rate 0.1, 5 epochs", "in the checkpoint: seed 1; now: seed 9")]
    [InlineData("a (x, y), b", "a (x, z), b", "in the checkpoint: a (x, y); now: a (x, z)")]
    [InlineData("a; b, b", "a; b", "in the checkpoint: b; now: nothing in its place")]
    [InlineData("1 of 2,304; a", "1 of 2,304; start s; a", "in the checkpoint: nothing in its place; now: start s")]
    [InlineData("a, b", "b, a", "the same parts stand in another order")]
    [InlineData("a", "", "in the checkpoint: a; now: ")]
    public void Only_what_differs_is_named(string before, string now, string expected) => Assert.Equal(expected, PlanDifference.Text(before, now));

    [Fact]
    public void Of_real_plans_one_setting_is_named()
    {
        EmotionTrainerOptions options = new();
        string before = TrainingPlan.Make(options, SmallModel.Faces).Text;
        string now = TrainingPlan.Make(options with { Recipe = options.EffectiveRecipe with { BatchSize = 24 } }, SmallModel.Faces).Text;
        Assert.Equal($"in the checkpoint: batches of {options.EffectiveRecipe.BatchSize}; now: batches of 24", PlanDifference.Text(before, now));
    }
}
