namespace FerNet.Networks.Onnx.Checks;

/// <summary>A field that a graph may have.</summary>
/// <param name="Name">The name in error messages.</param>
/// <param name="Kind">The encoding of the value.</param>
/// <param name="Repeats">Whether it may occur more than once in one message.</param>
internal sealed record WireField(string Name, WireKind Kind, bool Repeats = false)
{
    /// <summary>The fields of a nested message; null for other values.</summary>
    public WireMessage? Message { get; init; }

    /// <summary>The maximum number of occurrences in one message.</summary>
    public int MaxCount { get; init; } = int.MaxValue;

    /// <summary>The maximum number of bytes of a string, a byte array or a message.</summary>
    public int MaxBytes { get; init; } = int.MaxValue;
}

/// <summary>The encoding of a field's value.</summary>
internal enum WireKind
{
    /// <summary>One integer, or a packed list of integers.</summary>
    Whole,

    /// <summary>A float32, four bytes.</summary>
    Single,

    /// <summary>A string, a byte array or a message, preceded by its length.</summary>
    Bytes,
}

/// <summary>A message type: its allowed fields by their numbers.</summary>
/// <param name="Name">The name in error messages, with its article.</param>
/// <param name="Fields">The fields that are allowed.</param>
internal sealed record WireMessage(string Name, IReadOnlyDictionary<int, WireField> Fields)
{
    /// <summary>Names of ONNX fields that are refused, by their numbers.</summary>
    public IReadOnlyDictionary<int, string> Refused { get; init; } = new Dictionary<int, string>();
}

/// <summary>The messages and fields of ONNX that a graph may have.</summary>
/// <remarks>No message type contains itself, so the nesting depth is limited. The field numbers are those of onnx.proto.</remarks>
internal static class WireSchema
{
    /// <summary>The maximum number of nodes, and of initializers, of a graph.</summary>
    public const int MaxNodes = 4096;

    /// <summary>The maximum number of bytes of one metadata entry; the longest is the model card.</summary>
    public const int MaxMetadataBytes = 1 << 20;

    private const int MaxInputs = 16, MaxAttributes = 16, MaxMetadata = 64, MaxName = 1 << 16;

    /// <summary>The fields that FerNet writes.</summary>
    public static WireMessage Own { get; } = Model(hasNotes: false);

    /// <summary>
    /// The same fields, and the doc strings and shapes of intermediate values that other programs write. ONNX Runtime receives neither.
    /// </summary>
    public static WireMessage WithNotes { get; } = Model(hasNotes: true);

    private static WireMessage Model(bool hasNotes)
    {
        WireMessage entry = new("a metadata entry", new Dictionary<int, WireField>
        {
            [1] = Text("key"),
            [2] = new WireField("value", WireKind.Bytes) { MaxBytes = MaxMetadataBytes },
        });
        Dictionary<int, WireField> fields = new()
        {
            [1] = new WireField("format version", WireKind.Whole),
            [2] = Text("producer"),
            [3] = Text("producer's version"),
            [7] = new WireField("graph", WireKind.Bytes) { Message = Graph(hasNotes) },
            [8] = Messages("operator set", MaxInputs, OperatorSet()),
            [14] = Messages("metadata entry", MaxMetadata, entry),
        };
        if (hasNotes)
        {
            fields.Add(4, Text("domain"));
            fields.Add(5, new WireField("model version", WireKind.Whole));
            fields.Add(6, Text("note"));
        }
        return new WireMessage("a model", fields)
        {
            Refused = new Dictionary<int, string> { [20] = "training information", [25] = "functions" },
        };
    }

    private static WireMessage Graph(bool hasNotes)
    {
        WireMessage value = Value(hasNotes);
        Dictionary<int, WireField> fields = new()
        {
            [1] = Messages("node", MaxNodes, Node(hasNotes)),
            [2] = Text("name"),
            [5] = Messages("initializer", MaxNodes, Tensor()),
            [11] = Messages("input", MaxInputs, value),
            [12] = Messages("output", MaxInputs, value),
        };
        if (hasNotes)
        {
            fields.Add(10, Text("note"));
            fields.Add(13, Messages("value", MaxNodes, value));
        }
        return new WireMessage("a graph", fields)
        {
            Refused = new Dictionary<int, string> { [14] = "quantization notes", [15] = "sparse initializers" },
        };
    }

    private static WireMessage Node(bool hasNotes)
    {
        Dictionary<int, WireField> fields = new()
        {
            [1] = Text("input") with { Repeats = true, MaxCount = MaxInputs },
            [2] = Text("output") with { Repeats = true, MaxCount = 1 },
            [3] = Text("name"),
            [4] = Text("operator"),
            [5] = Messages("attribute", MaxAttributes, Attribute()),
            [7] = Text("domain"),
        };
        if (hasNotes) fields.Add(6, Text("note"));
        return new WireMessage("a node", fields);
    }

    private static WireMessage Attribute() => new("an attribute", new Dictionary<int, WireField>
    {
        [1] = Text("name"),
        [2] = new WireField("number", WireKind.Single),
        [3] = new WireField("whole number", WireKind.Whole),
        [4] = Text("text"),
        [5] = new WireField("tensor", WireKind.Bytes) { Message = Tensor() },
        [8] = new WireField("whole numbers", WireKind.Whole, Repeats: true),
        [9] = Text("texts") with { Repeats = true, MaxCount = MaxInputs },
        [20] = new WireField("type", WireKind.Whole),
    })
    {
        Refused = new Dictionary<int, string>
        {
            [6] = "a subgraph",
            [11] = "subgraphs",
            [21] = "a reference to a function",
            [22] = "a sparse tensor",
            [23] = "sparse tensors",
        },
    };

    private static WireMessage Tensor() => new("a tensor", new Dictionary<int, WireField>
    {
        [1] = new WireField("sizes", WireKind.Whole, Repeats: true),
        [2] = new WireField("type", WireKind.Whole),
        [6] = Text("texts") with { Repeats = true, MaxCount = 1 },
        [8] = Text("name"),
        [9] = new WireField("numbers", WireKind.Bytes),
    })
    {
        Refused = new Dictionary<int, string> { [3] = "segments", [13] = "external data", [14] = "external data" },
    };

    private static WireMessage Value(bool hasNotes)
    {
        WireMessage dimension = new("a size", new Dictionary<int, WireField>
        {
            [1] = new WireField("number", WireKind.Whole),
            [2] = Text("name"),
        });
        WireMessage shape = new("a shape", new Dictionary<int, WireField> { [1] = Messages("size", MaxInputs, dimension) });
        WireMessage tensor = new("a tensor type", new Dictionary<int, WireField>
        {
            [1] = new WireField("type", WireKind.Whole),
            [2] = new WireField("shape", WireKind.Bytes) { Message = shape },
        });
        WireMessage type = new("a type", new Dictionary<int, WireField>
        {
            [1] = new WireField("tensor type", WireKind.Bytes) { Message = tensor },
        });
        Dictionary<int, WireField> fields = new()
        {
            [1] = Text("name"),
            [2] = new WireField("type", WireKind.Bytes) { Message = type },
        };
        if (hasNotes) fields.Add(3, Text("note"));
        return new WireMessage("a value", fields);
    }

    private static WireMessage OperatorSet() => new("an operator set", new Dictionary<int, WireField>
    {
        [1] = Text("domain"),
        [2] = new WireField("version", WireKind.Whole),
    });

    private static WireField Text(string name) => new(name, WireKind.Bytes) { MaxBytes = MaxName };

    private static WireField Messages(string name, int most, WireMessage message) =>
        new(name, WireKind.Bytes, Repeats: true) { MaxCount = most, Message = message };
}
