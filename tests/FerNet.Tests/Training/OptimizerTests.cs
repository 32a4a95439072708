using FerNet.Networks;
using FerNet.Training;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Tests.Training;

/// <summary>Both optimizers against their formulas in plain arithmetic, on the loss <c>sum(w^2)</c> whose gradient is <c>2 w</c>.</summary>
public class OptimizerTests
{
    [Fact]
    public void Nesterov_momentum_follows_its_formula()
    {
        double w = 1.5, v = 0;
        double[] expected = new double[5];
        for (int step = 0; step < 5; step++)
        {
            double g = (2 * w) + (0.01 * w);
            v = (0.9 * v) + g;
            expected[step] = w -= 0.1 * (g + (0.9 * v));
        }
        Assert.Equal(expected,
            Descend(new TrainingRecipe { Optimizer = TrainingOptimizer.NesterovMomentum, WeightDecay = 0.01 }, 0.1), Close);
    }

    [Fact]
    public void Adam_follows_Keras_formula()
    {
        double w = 1.5, m = 0, s = 0;
        double[] expected = new double[5];
        for (int step = 1; step <= 5; step++)
        {
            double g = 2 * w;
            m = (0.9 * m) + (0.1 * g);
            s = (0.999 * s) + (0.001 * g * g);
            expected[step - 1] = w -= 0.1 * Math.Sqrt(1 - Math.Pow(0.999, step)) / (1 - Math.Pow(0.9, step)) * m / (Math.Sqrt(s) + 1e-7);
        }
        Assert.Equal(expected, Descend(new TrainingRecipe { Optimizer = TrainingOptimizer.Adam }, 0.1), Close);
    }

    [Fact]
    public void Only_kernels_decay()
    {
        NativeTorch.Require();
        using torch.Tensor kernel = torch.ones(1, requires_grad: true), shift = torch.ones(1, requires_grad: true);
        using Optimizer optimizer = Optimizer.Create(
            new TrainingRecipe { Optimizer = TrainingOptimizer.NesterovMomentum, WeightDecay = 0.5 },
            [(new WeightSpec("kernel", WeightRole.Kernel, 1), kernel), (new WeightSpec("shift", WeightRole.Shift, 1), shift)]);
        using DisposeScope scope = torch.NewDisposeScope();
        using Scalar nothing = 0.0.ToScalar();
        kernel.sum().add(shift.sum(), TorchScalars.One).mul(nothing).backward();
        optimizer.Step(0.1, 1);
        Assert.True(kernel.item<float>() < 1);
        Assert.Equal(1, shift.item<float>());
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-5;

    private static double[] Descend(TrainingRecipe recipe, double rate)
    {
        NativeTorch.Require();
        using torch.Tensor weight = torch.tensor((float[])[1.5f], requires_grad: true);
        using Optimizer optimizer = Optimizer.Create(recipe, [(new WeightSpec("w", WeightRole.Kernel, 1), weight)]);
        double[] path = new double[5];
        for (int step = 0; step < 5; step++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            (weight * weight).sum().backward();
            optimizer.Step(rate, step + 1);
            path[step] = weight.item<float>();
        }
        return path;
    }
}
