using FerNet.Utilities;
using TorchSharp;

namespace FerNet.Networks.Layers;

/// <summary>A two-dimensional convolution: [N, channels, height, width] to [N, <see cref="Filters"/>, height', width'].</summary>
/// <remarks>
/// <para>Height' and width' are <c>(size + 2 * padding - kernel) / stride + 1</c>, rounded down. Kernels are initialized Glorot-uniform, as
/// in Keras (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010), or He-normal if
/// <see cref="HeNormal"/> is set. Biases are initialized with zeros.</para>
/// <para>In the exported graph a <see cref="BatchNormalization"/> directly after the convolution is folded into its weights.</para>
/// </remarks>
/// <param name="Filters">Number of output channels, at least 1.</param>
/// <param name="KernelSize">Width and height of the kernel in pixels, odd and at least 1. Default: 3.</param>
public sealed record Conv2D(int Filters, int KernelSize = 3) : Layer
{
    /// <summary>Number of output channels, at least 1.</summary>
    public int Filters { get; } = Filters >= 1
        ? Filters
        : throw new ArgumentOutOfRangeException(nameof(Filters), Filters, $"{Filters} filters; a convolution needs at least 1.");

    /// <summary>Width and height of the kernel in pixels, odd and at least 1.</summary>
    public int KernelSize { get; } = KernelSize >= 1 && KernelSize % 2 == 1
        ? KernelSize
        : throw new ArgumentOutOfRangeException(nameof(KernelSize), KernelSize,
            $"A kernel of {KernelSize} pixels has no middle; take an odd size such as 1, 3 or 5.");

    /// <summary>Stride of the kernel in pixels, at least 1. Default: 1.</summary>
    public int Stride { get; init => field = Guard.AtLeast(value, 1, nameof(Stride)); } = 1;

    /// <summary>Padding of the input. Default: <see cref="Layers.Padding.Same"/>.</summary>
    public Padding Padding { get; init => field = Guard.Defined(value); } = Padding.Same;

    /// <summary>
    /// Number of groups into which the channels are split, at least 1; each filter reads one group. If it equals the number of channels,
    /// the convolution is depthwise. Default: 1.
    /// </summary>
    public int Groups { get; init => field = Guard.AtLeast(value, 1, nameof(Groups)); } = 1;

    /// <summary>Whether each filter adds a bias. Not needed if batch normalization follows directly. Default: true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Strength of the kernel's L2 penalty, added to the loss as <c>strength * sum(w^2)</c>, 0 to 1. Default: 0.</summary>
    public double KernelL2 { get; init => field = Guard.Between(value, 0, 1, nameof(KernelL2)); }

    /// <summary>
    /// Whether kernels are initialized from a normal distribution with variance 2 / fan-out (He et al., "Delving Deep into Rectifiers",
    /// 2015) instead of Glorot-uniform. In depthwise convolutions, the fan-out is the area of the kernel. Default: false.
    /// </summary>
    public bool HeNormal { get; init; }

    internal int Border => Padding == Padding.Same ? KernelSize / 2 : 0;

    /// <inheritdoc/>
    public override TensorShape OutputShape(TensorShape input)
    {
        if (input.IsFlat) throw Refuse(input, "it needs maps (N, channels, height, width)");
        if (input.Channels % Groups != 0 || Filters % Groups != 0)
        {
            throw Refuse(input, $"{input.Channels} channels and {Filters} filters must both be divisible by {Groups} groups");
        }
        int height = Side(input.Height), width = Side(input.Width);
        if (height < 1 || width < 1) throw Refuse(input, $"a window of {KernelSize} x {KernelSize} does not fit");
        return new TensorShape(Filters, height, width);
    }

    /// <inheritdoc/>
    public override long MultiplyAdds(TensorShape input) =>
        OutputShape(input).Count * (input.Channels / Groups) * KernelSize * KernelSize;

    internal override IEnumerable<WeightSpec> Weights(TensorShape input)
    {
        yield return new WeightSpec("kernel", WeightRole.Kernel, Filters, input.Channels / Groups, KernelSize, KernelSize)
        {
            L2 = KernelL2,
            Start = HeNormal ? KernelStart.HeNormal : KernelStart.GlorotUniform,
        };
        if (UseBias) yield return new WeightSpec("bias", WeightRole.Bias, Filters);
    }

    internal override torch.Tensor Forward(ForwardPass pass, string layerName, torch.Tensor input)
    {
        torch.Tensor kernel = pass.Weights[$"{layerName}.kernel"];
        torch.Tensor? bias = UseBias ? pass.Weights[$"{layerName}.bias"] : null;
        return VerifiedConvolution.Compute(input, kernel, bias, Stride, Border, Groups, pass.IsHalf);
    }

    internal override string Export(OnnxExport export, string layerName, string input, TensorShape shape) =>
        export.Convolution(this, layerName, input, shape, folded: null);

    private int Side(int size) => ((size + (2 * Border) - KernelSize) / Stride) + 1;
}
