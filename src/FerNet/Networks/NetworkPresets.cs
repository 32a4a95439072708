namespace FerNet.Networks;

/// <summary>The networks that FerNet names.</summary>
internal static class NetworkPresets
{
    /// <summary>Keras' defaults where the post says nothing: Glorot-uniform kernels, zero biases, momentum 0.99, epsilon 0.001.</summary>
    public static Network Seed()
    {
        List<Layer> layers =
        [
            new Conv2D(64) { Padding = Padding.Valid, KernelL2 = 0.01 }, new ReLU(),
            new Conv2D(64), new ReLU(), new BatchNormalization(),
            new MaxPooling2D(), new Dropout(0.5),
        ];
        foreach (int filters in (int[])[128, 256, 512])
        {
            layers.AddRange(
            [
                new Conv2D(filters), new ReLU(), new BatchNormalization(),
                new Conv2D(filters), new ReLU(), new BatchNormalization(),
                new MaxPooling2D(), new Dropout(0.5),
            ]);
        }
        layers.Add(new Flatten());
        foreach ((int units, double rate) in ((int, double)[])[(512, 0.4), (256, 0.4), (128, 0.5)])
        {
            layers.AddRange([new Dense(units), new ReLU(), new Dropout(rate)]);
        }
        layers.Add(new Dense(Emotions.Count));
        return new Network("seed", layers);
    }

    /// <summary>A stem of two convolutions, then three stages of two residual blocks with squeeze-and-excite; each stage halves the maps.</summary>
    public static Network Default() => ResidualStages("default", 16, [64, 128, 192], blocks: 2, dropout: 0.2);

    internal static Network ResidualStages(string name, int stem, IReadOnlyList<int> stages, int blocks, double dropout)
    {
        List<Layer> layers = [.. Convolve(stem), new ReLU(), .. Convolve(stem), new ReLU()];
        foreach (int filters in stages)
        {
            for (int block = 0; block < blocks; block++)
            {
                layers.Add(new Residual(
                    [.. Convolve(filters, stride: block == 0 ? 2 : 1), new ReLU(), .. Convolve(filters), new SqueezeExcite(8)]));
                layers.Add(new ReLU());
            }
        }
        layers.AddRange([new GlobalAveragePooling(), new Dropout(dropout), new Dense(Emotions.Count)]);
        return new Network(name, layers);
    }

    private static Layer[] Convolve(int filters, int stride = 1) =>
    [
        new Conv2D(filters) { Stride = stride, UseBias = false, HeNormal = true },
        new BatchNormalization { Momentum = 0.9, Epsilon = 1e-5 },
    ];
}
