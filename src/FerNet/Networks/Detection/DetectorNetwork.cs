using System.Globalization;

namespace FerNet.Networks.Detection;

/// <summary>The description of the face detector. Training, export, summary and cost read the same nodes. Immutable.</summary>
/// <remarks>
/// <para>A stem of one full convolution; units of a 3x3 depthwise convolution and a 1x1 convolution with batch normalization and ReLU;
/// three maps at strides 8, 16 and 32; a pyramid that adds each coarser map, enlarged, to the finer one; a head for each map.</para>
/// <para>Sources: depthwise separable convolutions without an activation between the two convolutions, Chollet, arXiv:1610.02357; feature
/// pyramids, Lin et al., arXiv:1612.03144; one pass without anchors, Tian et al., arXiv:1904.01355; small face detectors of this kind, Wu
/// et al., "YuNet", 2023.</para>
/// </remarks>
internal sealed class DetectorNetwork
{
    /// <summary>
    /// Pixel values 0 to 255 are divided by this number. No mean is subtracted, so that black is 0, the same as the padding.
    /// </summary>
    public const float LevelUnit = 128;

    /// <summary>Added to the variance in batch normalization.</summary>
    public const double NormalizationEpsilon = 1e-5;

    private readonly List<DetectorNode> nodes = [];
    private readonly List<string> heads = [];

    /// <summary>Builds the network.</summary>
    /// <param name="stem">Channels at stride 2.</param>
    /// <param name="early">Channels at stride 4.</param>
    /// <param name="width">Channels at strides 8, 16 and 32.</param>
    /// <param name="units">Number of units at strides 4, 8, 16 and 32.</param>
    public DetectorNetwork(int stem, int early, int width, IReadOnlyList<int> units)
    {
        string last = Add(new DetectorNode("stem", DetectorOperation.Convolution, DetectorFormat.Input)
        {
            InputChannels = 3,
            Channels = stem,
            ImageStride = 2,
            Kernel = 3,
            Stride = 2,
            HasNormalization = true,
            HasReLU = true,
        });
        string[] maps = new string[units.Count];
        for (int stage = 0; stage < units.Count; stage++)
        {
            for (int unit = 0; unit < units[stage]; unit++)
            {
                last = AddUnit($"stage{4 << stage}.{unit}", last, stage == 0 ? early : width, stride: unit == 0 ? 2 : 1);
            }
            maps[stage] = last;
        }
        for (int level = 2; level >= 0; level--)
        {
            int stride = DetectorFormat.Strides[level];
            string map = maps[level + 1];
            if (level < 2)
                map = Add(new DetectorNode($"sum{stride}", DetectorOperation.UpsampledSum, map, $"pyramid{stride * 2}.point")
                {
                    InputChannels = width,
                    Channels = width,
                    ImageStride = stride,
                });
            AddUnit($"pyramid{stride}", map, width, stride: 1);
        }
        foreach (int stride in DetectorFormat.Strides)
        {
            string tower = AddUnit($"tower{stride}", $"pyramid{stride}.point", width, stride: 1);
            heads.Add(Add(new DetectorNode($"head{stride}", DetectorOperation.Convolution, tower)
            {
                InputChannels = width,
                Channels = DetectorFormat.ValuesPerCell,
                ImageStride = stride,
                IsHead = true,
            }));
        }
    }

    /// <summary>The network of the shipped detector.</summary>
    public static DetectorNetwork Default => new(stem: 16, early: 32, width: 64, units: [2, 3, 4, 3]);

    /// <summary>In the order in which they are computed.</summary>
    public IReadOnlyList<DetectorNode> Nodes => nodes;

    /// <summary>Names of the output nodes, from the finest map to the coarsest.</summary>
    public IReadOnlyList<string> Heads => heads;

    public IEnumerable<WeightSpec> Weights => nodes.SelectMany(node => node.Weights());

    /// <summary>Number of trainable parameters, without running statistics.</summary>
    public long ParameterCount => Weights.Where(spec => spec.IsTrainable).Sum(spec => spec.Count);

    public long MultiplyAdds(int width, int height) => nodes.Sum(node => node.MultiplyAdds((long)width * height));

    /// <summary>The nodes in one line.</summary>
    public override string ToString() => string.Join(", ", nodes.Select(Text));

    private static string Text(DetectorNode node) => node.Operation == DetectorOperation.UpsampledSum
        ? $"{node.Name}({string.Join('+', node.Inputs)})"
        : string.Create(CultureInfo.InvariantCulture,
            $"{node.Name}({node.Channels}x{node.Kernel}x{node.Kernel}/{node.Stride}{(node.Groups > 1 ? " depthwise" : "")})");

    private string AddUnit(string name, string input, int channels, int stride)
    {
        DetectorNode source = nodes.Single(node => node.Name == input);
        string depth = Add(new DetectorNode($"{name}.depth", DetectorOperation.Convolution, input)
        {
            InputChannels = source.Channels,
            Channels = source.Channels,
            ImageStride = source.ImageStride * stride,
            Kernel = 3,
            Stride = stride,
            Groups = source.Channels,
        });
        return Add(new DetectorNode($"{name}.point", DetectorOperation.Convolution, depth)
        {
            InputChannels = source.Channels,
            Channels = channels,
            ImageStride = source.ImageStride * stride,
            HasNormalization = true,
            HasReLU = true,
        });
    }

    private string Add(DetectorNode node)
    {
        nodes.Add(node);
        return node.Name;
    }
}
