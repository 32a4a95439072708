using FerNet.Networks;
using FerNet.Networks.Layers;

namespace FerNet.Tests.Support;

/// <summary>Networks that train in moments.</summary>
internal static class SmallNetworks
{
    public static Network Plain { get; } = new(
        "plain",
        new Conv2D(8) { Stride = 2, UseBias = false },
        new BatchNormalization(),
        new ReLU(),
        new Dropout(0.2),
        new MaxPooling2D(4),
        new Flatten(),
        new Dense(7));

    public static Network Residual { get; } = new(
        "residual",
        new Conv2D(8) { Stride = 2 },
        new BatchNormalization(),
        new ReLU(),
        new Residual(
            new Conv2D(16) { Stride = 2, UseBias = false },
            new BatchNormalization(),
            new ReLU(),
            new Conv2D(16) { UseBias = false },
            new BatchNormalization(),
            new SqueezeExcite(4)),
        new ReLU(),
        new GlobalAveragePooling(),
        new Dropout(0.1),
        new Dense(7));

    /// <summary>Every layer and every option of a layer at least once.</summary>
    public static Network Everything { get; } = new(
        "everything",
        new Conv2D(6) { Padding = Padding.Valid, KernelL2 = 0.01 },
        new ReLU(),
        new BatchNormalization { Momentum = 0.5 },
        new MaxPooling2D(2),
        new Dropout(0.3),
        new Conv2D(6, 5) { Groups = 6, HeNormal = true },
        new BatchNormalization { Epsilon = 0.1 },
        new Conv2D(10, 1) { UseBias = false },
        new Residual(new Conv2D(10) { UseBias = false }, new BatchNormalization(), new SqueezeExcite(2)),
        new ReLU(),
        new Residual(new Conv2D(14) { Stride = 2 }, new BatchNormalization()),
        new MaxPooling2D(3),
        new Flatten(),
        new Dense(12) { KernelL2 = 0.001 },
        new ReLU(),
        new Residual(new Dense(12), new ReLU()),
        new Dense(7));
}
