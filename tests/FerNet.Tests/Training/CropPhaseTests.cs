using FerNet.Training;

namespace FerNet.Tests.Training;

public class CropPhaseTests
{
    [Fact]
    public void Each_phase_begins_at_its_very_place()
    {
        TrainingRecipe recipe = new()
        {
            Crops =
            [
                new CropPhase { From = 0, Size = 16 }, new CropPhase { From = 0.25, Size = 32 }, new CropPhase { From = 0.5, Size = 48 },
            ],
        };
        Assert.Equal([16, 16, 32, 32, 48, 48], new[] { 0, 0.249, 0.25, 0.499, 0.5, 1 }.Select(recipe.CropAt));
    }

    [Fact]
    public void Phases_that_mean_nothing_are_refused_at_once()
    {
        Assert.Contains("Crops is empty", Refusal([]), StringComparison.Ordinal);
        CropPhase first = new() { From = 0, Size = 40 };
        Assert.Contains("Phase 0 of Crops is null", Refusal([null!, first]), StringComparison.Ordinal);
        Assert.Contains("Phase 1 of Crops is null", Refusal([first, null!]), StringComparison.Ordinal);
        Assert.Contains("begins at 0.2; it must begin at 0", Refusal([first with { From = 0.2 }]), StringComparison.Ordinal);
        Assert.Contains("Phase 1 of Crops begins at 0, the one before it at 0", Refusal([first, first]), StringComparison.Ordinal);
        Assert.Contains("Phase 2 of Crops begins at 0.5, the one before it at 0.6",
            Refusal([first, first with { From = 0.6 }, first with { From = 0.5 }]), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => first with { From = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => first with { Size = 15 });
        Assert.Throws<ArgumentOutOfRangeException>(() => first with { Size = 49 });
    }

    private static string Refusal(CropPhase[] phases) =>
        Assert.Throws<ArgumentException>(() => new TrainingRecipe { Crops = phases }).Message;
}
