using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

public class TemperatureTests
{
    [Fact]
    public void The_fitted_temperature_has_the_least_loss_of_a_fine_grid()
    {
        FerDataset faces = Patterns.Dataset(perLabel: 40, seed: 4);
        CounterRandom random = new(5);
        float[] logits = new float[faces.Count * 7];
        for (int i = 0; i < faces.Count; i++)
            for (int k = 0; k < 7; k++) logits[(i * 7) + k] = (float)((6 * random.Normal()) + (k == (int)faces.Label(i) ? 5 : 0));

        float fitted = Temperature.Fit(logits, faces);
        double grid = Enumerable.Range(1, 2000).Select(t => t / 100.0).MinBy(t => Temperature.LossAt(logits, faces, t));
        Assert.Equal(grid, fitted, 0.02);
        Assert.InRange(fitted, 1.5, 19);
    }

    [Fact]
    public void Without_faces_the_temperature_is_one() => Assert.Equal(1, Temperature.Fit([], Patterns.Dataset(1, 1).Take(0)));
}
