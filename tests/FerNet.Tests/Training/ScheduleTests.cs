using FerNet.Training;

namespace FerNet.Tests.Training;

public class ScheduleTests
{
    [Fact]
    public void Warm_up_rises_in_a_line_and_the_cosine_falls_to_the_end()
    {
        LearningRateSchedule schedule = LearningRateSchedule.WarmUpThenCosine(0.1, end: 0.02);
        Assert.True(schedule.Factor(0) > 0);
        Assert.Equal(0.5, schedule.Factor(0.05), 5e-7f);
        Assert.Equal(1, schedule.Factor(0.1), 5e-7f);
        Assert.Equal(0.51, schedule.Factor(0.55), 5e-7f);
        Assert.Equal(0.02, schedule.Factor(1), 5e-7f);
    }

    [Fact]
    public void Steps_fall_at_each_interval()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Steps(0.25, 0.1);
        Assert.Equal([1, 1, 0.1, 0.01, 0.001], new[] { 0, 0.24, 0.26, 0.6, 0.8 }.Select(p => Math.Round(schedule.Factor(p), 9)));
    }

    public static TheoryData<string, LearningRateSchedule> All => new()
    {
        { "constant", LearningRateSchedule.Constant },
        { "cosine", LearningRateSchedule.WarmUpThenCosine() },
        { "no warm-up", LearningRateSchedule.WarmUpThenCosine(0) },
        { "tiny warm-up", LearningRateSchedule.WarmUpThenCosine(1e-4) },
        { "least warm-up", LearningRateSchedule.WarmUpThenCosine(double.Epsilon, 0.3) },
        { "long warm-up", LearningRateSchedule.WarmUpThenCosine(0.5, 1) },
        { "steps", LearningRateSchedule.Steps(0.1, 0.5) },
        { "steps to nothing", LearningRateSchedule.Steps(1e-6, 0) },
        { "one step", LearningRateSchedule.Steps(1, 0.5) },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Every_share_lies_between_0_and_1_and_the_first_step_learns(string name, LearningRateSchedule schedule)
    {
        double[] progress = [0, double.Epsilon, 1e-9, 1e-4, 1e-3, .. Enumerable.Range(1, 999).Select(i => i / 1000.0), 1 - 1e-12, 1];
        Assert.All(progress, at => Assert.True(schedule.Factor(at) is >= 0 and <= 1, $"{name} is {schedule.Factor(at)} at {at}"));
        Assert.True(schedule.Factor(0) > 0, name);
        Assert.All(new[] { -1e-9, 1 + 1e-9, double.NaN }, at => Assert.Throws<ArgumentOutOfRangeException>(() => schedule.Factor(at)));
    }

    [Fact]
    public void A_step_falls_at_its_very_place()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Steps(0.1, 0.5);
        for (int tenth = 0; tenth <= 10; tenth++) Assert.Equal(Math.Pow(0.5, tenth), schedule.Factor(tenth / 10.0), 1e-12);
    }

    [Fact]
    public void A_constant_rate_stays()
    {
        Assert.Equal(1, LearningRateSchedule.Constant.Factor(0.7));
        Assert.Equal("constant", LearningRateSchedule.Constant.ToString());
    }

    [Fact]
    public void Impossible_settings_name_the_limit()
    {
        Assert.Contains("between 0 and 0.5",
            Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.WarmUpThenCosine(0.7)).Message);
        Assert.Contains("between", Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Steps(0, 0.1)).Message);
    }

    [Fact]
    public void Dropout_rises_evenly_and_then_stays()
    {
        TrainingRecipe rising = new() { DropoutWarmUp = 4 };
        Assert.Equal([0, 0.25, 0.5, 1, 1], new double[] { 0, 1, 2, 4, 50 }.Select(rising.DropoutShare));
        Assert.Equal(1, new TrainingRecipe().DropoutShare(0));
        Assert.NotEqual(new TrainingRecipe().ToString(), rising.ToString());
    }
}
