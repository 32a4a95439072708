using FerNet.Networks.Layers;

namespace FerNet.Networks;

/// <summary>The networks that <see cref="Network.FromName"/> returns.</summary>
internal static class NetworkPresets
{
    /// <summary>
    /// The network of the Keras tutorial. Settings that the tutorial does not mention have Keras' defaults: Glorot-uniform kernels, zero
    /// biases, momentum 0.99, epsilon 0.001.
    /// </summary>
    public static Network KerasBaseline()
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
        layers.Add(new Dense(EmotionExtensions.Count));
        return new Network("keras", layers);
    }

    /// <summary>
    /// A stem of two convolutions, then three stages of two residual blocks with squeeze-and-excite; each stage halves the maps.
    /// </summary>
    public static Network Default() => ResidualStages("default", 16, [64, 128, 192], blocks: 2, dropout: 0.2);

    /// <summary>
    /// Four stages of two residual blocks of depthwise separable convolutions, from 24 x 24 down to 3 x 3. Fewer than 12 million
    /// multiply-adds.
    /// </summary>
    public static Network Fast()
    {
        List<Layer> layers = [new Conv2D(16) { Stride = 2, UseBias = false, HeNormal = true }, Normalize(), new ReLU()];
        int channels = 16;
        foreach (int filters in (int[])[32, 64, 128, 256])
        {
            for (int block = 0; block < 2; block++)
            {
                int stride = block == 0 && filters > 32 ? 2 : 1;
                layers.Add(new Residual(
                    [.. Separate(channels, filters, stride), new ReLU(), .. Separate(filters, filters, 1), new SqueezeExcite(4)]));
                layers.Add(new ReLU());
                channels = filters;
            }
        }
        layers.AddRange([new GlobalAveragePooling(), new Dropout(0.1), new Dense(EmotionExtensions.Count)]);
        return new Network("fast", layers);
    }

    /// <summary>
    /// A possible successor of the fast network: a plain sequence of re-parameterized convolutions. On processors it takes two thirds of
    /// the time of depthwise separable convolutions with squeeze-and-excite at the same number of multiply-adds.
    /// </summary>
    public static Network FastBranches()
    {
        List<Layer> layers = [];
        foreach ((int filters, int count) in ((int, int)[])[(16, 2), (32, 3), (64, 4), (128, 2)])
        {
            for (int i = 0; i < count; i++) layers.AddRange([new ReparameterizedConv2D(filters) { Stride = i == 0 ? 2 : 1 }, new ReLU()]);
        }
        layers.AddRange([new GlobalAveragePooling(), new Dropout(0.1), new Dense(EmotionExtensions.Count)]);
        return new Network("fast", layers);
    }

    /// <summary>A teacher: three wide stages of two residual blocks.</summary>
    public static Network TeacherA() => ResidualStages("teacher-a", 32, [96, 192, 384], blocks: 2, dropout: 0.3);

    /// <summary>A wide, shallow teacher without residual blocks, with four pooling layers.</summary>
    public static Network TeacherB()
    {
        List<Layer> layers = [];
        foreach ((int filters, int count) in ((int, int)[])[(48, 2), (96, 2), (192, 3), (384, 3)])
        {
            for (int i = 0; i < count; i++) layers.AddRange([.. Convolve(filters), new ReLU()]);
            layers.AddRange([new MaxPooling2D(), new Dropout(0.1)]);
        }
        layers.AddRange([new GlobalAveragePooling(), new Dropout(0.4), new Dense(EmotionExtensions.Count)]);
        return new Network("teacher-b", layers);
    }

    /// <summary>A teacher with a larger stem and three blocks per stage.</summary>
    public static Network TeacherC() =>
        new("teacher-c", [new Conv2D(48, 5) { UseBias = false, HeNormal = true }, Normalize(), new ReLU(),
            .. ResidualStages("stages", 48, [64, 128, 256], blocks: 3, dropout: 0.3).Layers.Skip(3)]);

    /// <summary>A teacher with four stages, down to 3 x 3.</summary>
    public static Network TeacherD() => ResidualStages("teacher-d", 32, [64, 128, 256, 384], blocks: 2, dropout: 0.3);

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
        layers.AddRange([new GlobalAveragePooling(), new Dropout(dropout), new Dense(EmotionExtensions.Count)]);
        return new Network(name, layers);
    }

    private static Layer[] Convolve(int filters, int stride = 1) =>
        [new Conv2D(filters) { Stride = stride, UseBias = false, HeNormal = true }, Normalize()];

    /// <summary>A depthwise separable convolution (Chollet, "Xception", arXiv:1610.02357).</summary>
    private static Layer[] Separate(int channels, int filters, int stride) =>
    [
        new Conv2D(channels) { Groups = channels, Stride = stride, UseBias = false, HeNormal = true },
        Normalize(),
        new Conv2D(filters, 1) { UseBias = false, HeNormal = true },
        Normalize(),
    ];

    private static BatchNormalization Normalize() => new() { Momentum = 0.9, Epsilon = 1e-5 };
}
