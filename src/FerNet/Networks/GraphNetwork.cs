using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Format;
using TorchSharp;

namespace FerNet.Networks;

/// <summary>
/// Computes the ONNX graph of a model with torch, node by node, for any network that FerNet exports. A teacher is computed in this way on
/// the device of the training. Owns its tensors and must be disposed. Not thread-safe.
/// </summary>
internal sealed class GraphNetwork : IDisposable
{
    private readonly List<NodeProto> nodes = [];
    private readonly Dictionary<string, torch.Tensor> constants = [];
    private readonly torch.ScalarType type;
    private readonly bool isHalf;

    /// <param name="graph">An ONNX graph that <see cref="OnnxExport"/> wrote.</param>
    /// <param name="device">The device of the computation.</param>
    /// <param name="isHalf">Whether to compute in bfloat16.</param>
    public GraphNetwork(byte[] graph, torch.Device device, bool isHalf)
    {
        (this.isHalf, type) = (isHalf, isHalf ? torch.bfloat16 : torch.float32);
        GraphProto proto = ModelProto.Parser.ParseFrom(graph).Graph;
        foreach (TensorProto tensor in proto.Initializer.Where(TensorNumbers.IsFloatTensor))
            constants[tensor.Name] = Constant(tensor, device);
        foreach (NodeProto node in proto.Node)
        {
            if (node.OpType == "Constant") constants[node.Output[0]] = Constant(node.Attribute.Single().T, device);
            else if (node.OpType == "Cast" && constants.Remove(node.Input[0], out torch.Tensor? cast)) constants[node.Output[0]] = cast;
            else if (node.OpType != "LabelEncoder") nodes.Add(node);
        }
    }

    /// <summary>
    /// Whether a graph accepts patches of any size, because it applies global average pooling before it flattens the maps.
    /// </summary>
    public static bool TakesAnySize(byte[] graph)
    {
        GraphProto proto = ModelProto.Parser.ParseFrom(graph).Graph;
        HashSet<string> means = [.. proto.Node.Where(node => node.OpType == "GlobalAveragePool").Select(node => node.Output[0])];
        return proto.Node.Where(node => node.OpType == "Flatten").All(node => means.Contains(node.Input[0]));
    }

    /// <summary>Returns the probabilities [N, 7], float32, for patches [N, 1, height, width] with gray levels 0 to 255.</summary>
    public torch.Tensor Scores(torch.Tensor levels)
    {
        using IDisposable noGrad = torch.no_grad();
        Dictionary<string, torch.Tensor> values = new() { [OnnxExport.Input] = levels };
        foreach (NodeProto node in nodes)
            values[node.Output[0]] = Compute(node, name => values.TryGetValue(name, out torch.Tensor? value) ? value : constants[name]);
        return values[OnnxExport.Scores];
    }

    public void Dispose()
    {
        foreach (torch.Tensor tensor in constants.Values) tensor.Dispose();
        constants.Clear();
    }

    private torch.Tensor Compute(NodeProto node, Func<string, torch.Tensor> value)
    {
        torch.Tensor first = value(node.Input[0]);
        return node.OpType switch
        {
            "Identity" => first,
            "Sub" => first.to(torch.float32) - value(node.Input[1]),
            "Div" => first.to(torch.float32) / value(node.Input[1]),
            "Conv" => Convolve(node, first, value),
            "BatchNormalization" => torch.nn.functional.batch_norm(
                first, value(node.Input[3]), value(node.Input[4]), value(node.Input[1]), value(node.Input[2]), false, 0,
                    node.Attribute.Single(attribute => attribute.Name == "epsilon").F),
            "Relu" => first.relu(),
            "Sigmoid" => first.sigmoid(),
            "Add" => first.add(value(node.Input[1]), TorchScalars.One),
            "Mul" => first * value(node.Input[1]),
            "MaxPool" => torch.nn.functional.max_pool2d(first, Integer(node, "kernel_shape", 1), Integer(node, "strides", 1)),
            "AveragePool" =>
                torch.nn.functional.avg_pool2d(first, Integer(node, "kernel_shape", 1), Integer(node, "strides", 1), ceil_mode: true,
                    count_include_pad: false),
            "GlobalAveragePool" => first.mean([2L, 3L], keepdim: true),
            "Flatten" => first.flatten(1),
            "Gemm" => torch.nn.functional.linear(first.to(type), value(node.Input[1]).to(type), value(node.Input[2]).to(type)),
            "Softmax" => torch.nn.functional.softmax(first.to(torch.float32), 1),
            _ => throw new NotSupportedException($"The graph has a node {node.OpType}, which no network of FerNet writes."),
        };
    }

    private torch.Tensor Convolve(NodeProto node, torch.Tensor maps, Func<string, torch.Tensor> value)
    {
        torch.Tensor? bias = node.Input.Count > 2 ? value(node.Input[2]) : null;
        return VerifiedConvolution.Compute(
            ChannelsLast.Convert(maps.to(type)), value(node.Input[1]), bias, (int)Integer(node, "strides", 1),
                (int)Integer(node, "pads", 0),
                (int)Integer(node, "group", 1), isHalf);
    }

    /// <summary>Kernels have the type of the computation, channels last; all other constants stay float32 and are not rounded.</summary>
    private torch.Tensor Constant(TensorProto tensor, torch.Device device) => DetachedTensor.Compute(() =>
    {
        torch.Tensor values = ChannelsLast.Convert(torch.tensor(TensorNumbers.Read(tensor), [.. tensor.Dims]).to(device));
        return values.dim() >= 2 ? values.to(type) : values;
    });

    private static long Integer(NodeProto node, string name, long otherwise)
    {
        AttributeProto? attribute = node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
        return attribute is null ? otherwise : attribute.Ints.Count > 0 ? attribute.Ints[0] : attribute.I;
    }
}
