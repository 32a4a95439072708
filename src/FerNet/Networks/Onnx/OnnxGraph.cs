using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using FerNet.Networks.Onnx.Format;
using Google.Protobuf;

namespace FerNet.Networks.Onnx;

/// <summary>Builds an ONNX graph node by node. Each method returns the name of the value that it adds.</summary>
/// <param name="name">Name of the graph.</param>
/// <param name="halfWeights">Whether large weights are stored as float16 and converted to float32 when the graph is loaded.</param>
internal sealed class OnnxGraph(string name, bool halfWeights = false)
{
    private const long OperatorSet = 17, FormatVersion = 8;
    private const int Float32 = 1, Int64 = 7, Text = 8, Float16 = 10;
    public const string MachineLearningDomain = "ai.onnx.ml";

    /// <summary>Weights with fewer values stay float32, because float16 would save almost nothing.</summary>
    private const int SmallestHalf = 1024;

    /// <summary>Names of the variable dimensions: -1 is the first one.</summary>
    private static readonly string[] VariableDimensions = ["N", "height", "width", "rows", "columns"];

    private readonly GraphProto graph = new() { Name = name };

    /// <summary>Metadata of the file, by key.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds a float32 input. The values -1 to -5 are variable dimensions; equal values are equal dimensions.</summary>
    public string Input(string name, params ReadOnlySpan<long> dims)
    {
        graph.Input.Add(Describe(name, dims));
        return name;
    }

    /// <summary>Declares a value as an output. The values -1 to -5 are variable dimensions; equal values are equal dimensions.</summary>
    public void Output(string name, params ReadOnlySpan<long> dims) => graph.Output.Add(Describe(name, dims));

    /// <summary>Adds a constant tensor of float32 values in row-major order.</summary>
    public string Weight(string name, ReadOnlySpan<float> data, params ReadOnlySpan<long> dims)
    {
        RequireFinite(name, data);
        // float16 cannot represent values above 65,504; tensors with such values stay float32.
        bool fits = data.Length >= SmallestHalf && TensorPrimitives.MaxMagnitude(data) <= (float)Half.MaxValue;
        if (!halfWeights || !fits)
        {
            Initializer(name, Float32, MemoryMarshal.AsBytes(data), dims);
            return name;
        }
        Half[] narrow = new Half[data.Length];
        TensorPrimitives.ConvertToHalf(data, narrow);
        // A node instead of an initializer, because ML.NET reads the type of every initializer and does not support float16.
        string stored = Node("Constant", $"{name}.half", [], ("value", Tensor("", Float16, MemoryMarshal.AsBytes<Half>(narrow), dims)));
        return Node("Cast", name, [stored], ("to", (long)Float32));
    }

    /// <summary>Adds a float32 scalar.</summary>
    public string Constant(string name, float value)
    {
        RequireFinite(name, [value]);
        Initializer(name, Float32, MemoryMarshal.AsBytes([value]), []);
        return name;
    }

    /// <summary>Adds a list of int64 values.</summary>
    public string Constant(string name, params ReadOnlySpan<long> values)
    {
        Initializer(name, Int64, MemoryMarshal.AsBytes(values), [values.Length]);
        return name;
    }

    /// <summary>
    /// Adds an operator with one output. Attributes are <see cref="long"/>, <see cref="float"/>, <see cref="string"/>, arrays of them, or a
    /// tensor.
    /// </summary>
    public string Node(string operation, string output, IEnumerable<string> inputs,
        params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        NodeProto node = new() { OpType = operation, Name = output };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        foreach ((string key, object value) in attributes) node.Attribute.Add(Attribute(key, value));
        graph.Node.Add(node);
        return output;
    }

    /// <summary>The node name under which ML.NET finds the slot names of an output.</summary>
    public static string SlotNamesOf(string output) => $"mlnet.{output}.SlotNames";

    /// <summary>
    /// Adds the slot names of an output for ML.NET, so that its confusion tables have words instead of numbers. ML.NET reads them from an
    /// unused label encoder, which it finds by its name.
    /// </summary>
    public void NameSlots(string output, IReadOnlyList<string> names)
    {
        string unused = $"{output}.slots.unused";
        TensorProto empty = new() { Name = unused, DataType = Text };
        empty.Dims.Add(1);
        empty.StringData.Add(ByteString.Empty);
        graph.Initializer.Add(empty);
        NodeProto node = new() { OpType = "LabelEncoder", Name = SlotNamesOf(output), Domain = MachineLearningDomain };
        node.Input.Add(unused);
        node.Output.Add($"{output}.slots");
        node.Attribute.Add(Attribute("keys_strings", names.ToArray()));
        node.Attribute.Add(Attribute("values_int64s", Enumerable.Range(0, names.Count).Select(i => (long)i).ToArray()));
        graph.Node.Add(node);
    }

    public byte[] ToBytes()
    {
        ModelProto model = new()
        {
            IrVersion = FormatVersion,
            ProducerName = "FerNet",
            ProducerVersion = typeof(OnnxGraph).Assembly.GetName().Version?.ToString(3) ?? "",
            Graph = graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OperatorSet });
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = MachineLearningDomain, Version = 2 });
        model.MetadataProps.AddRange(Metadata.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        return model.ToByteArray();
    }

    private static void RequireFinite(string name, ReadOnlySpan<float> data)
    {
        if (TensorPrimitives.IsFiniteAll(data)) return;
        int index = 0;
        while (float.IsFinite(data[index])) index++;
        throw new InvalidOperationException(
            FormattableString.Invariant($"The tensor {name} cannot be exported: number {index} of {data.Length:N0} is {data[index]}. ") +
                "Train with a smaller learning rate.");
    }

    private void Initializer(string name, int type, ReadOnlySpan<byte> raw, ReadOnlySpan<long> dims) =>
        graph.Initializer.Add(Tensor(name, type, raw, dims));

    private static TensorProto Tensor(string name, int type, ReadOnlySpan<byte> raw, ReadOnlySpan<long> dims)
    {
        TensorProto tensor = new() { Name = name, DataType = type, RawData = ByteString.CopyFrom(raw) };
        tensor.Dims.AddRange(dims.ToArray());
        return tensor;
    }

    /// <summary>The numbers of ONNX's attribute types: float 1, int 2, string 3, tensor 4, floats 6, ints 7, strings 8.</summary>
    private static AttributeProto Attribute(string name, object value)
    {
        AttributeProto attribute = new() { Name = name };
        switch (value)
        {
            case float number:
                (attribute.F, attribute.Type) = (number, 1);
                break;
            case long number:
                (attribute.I, attribute.Type) = (number, 2);
                break;
            case string text:
                (attribute.S, attribute.Type) = (ByteString.CopyFromUtf8(text), 3);
                break;
            case TensorProto tensor:
                (attribute.T, attribute.Type) = (tensor, 4);
                break;
            case float[] numbers:
                attribute.Floats.AddRange(numbers);
                attribute.Type = 6;
                break;
            case long[] numbers:
                attribute.Ints.AddRange(numbers);
                attribute.Type = 7;
                break;
            case string[] texts:
                attribute.Strings.AddRange(texts.Select(ByteString.CopyFromUtf8));
                attribute.Type = 8;
                break;
            default:
                throw new ArgumentException($"An attribute of type {value.GetType().Name} cannot be written.", nameof(value));
        }
        return attribute;
    }

    private static ValueInfoProto Describe(string name, ReadOnlySpan<long> dims)
    {
        TensorShapeProto shape = new();
        foreach (long dim in dims)
        {
            shape.Dim.Add(dim >= 0
                ? new TensorShapeProto.Types.Dimension { DimValue = dim }
                : new TensorShapeProto.Types.Dimension { DimParam = VariableDimensions[(int)(-1 - dim)] });
        }
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = Float32, Shape = shape } },
        };
    }
}
