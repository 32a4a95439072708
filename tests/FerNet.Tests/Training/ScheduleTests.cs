namespace FerNet.Tests.Training;

public class ScheduleTests
{
    [Fact]
    public void Warm_up_rises_in_a_line_and_the_cosine_falls_to_the_end()
    {
        LearningRateSchedule schedule = LearningRateSchedule.WarmUpThenCosine(0.1, end: 0.02);
        Assert.True(schedule.Share(0) > 0);
        Assert.Equal(0.5, schedule.Share(0.05), 5e-7f);
        Assert.Equal(1, schedule.Share(0.1), 5e-7f);
        Assert.Equal(0.51, schedule.Share(0.55), 5e-7f);
        Assert.Equal(0.02, schedule.Share(1), 5e-7f);
    }

    [Fact]
    public void Steps_fall_at_each_interval()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Steps(0.25, 0.1);
        Assert.Equal([1, 1, 0.1, 0.01, 0.001], new[] { 0, 0.24, 0.26, 0.6, 0.8 }.Select(p => Math.Round(schedule.Share(p), 9)));
    }

    [Fact]
    public void A_constant_rate_stays() => Assert.Equal(1, LearningRateSchedule.Constant.Share(0.7));

    [Fact]
    public void Impossible_settings_name_the_limit()
    {
        Assert.Contains("between 0 and 0.5", Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.WarmUpThenCosine(0.7)).Message);
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
