using FerNet.Imaging;
using FerNet.Networks.Detection;
using static FerNet.Networks.Onnx.Checks.AttributeRule;

namespace FerNet.Networks.Onnx.Checks;

/// <summary>The kinds of graphs that are allowed. The shipped models, all golden files and every layer comply with them.</summary>
internal static class GraphPolicies
{
    /// <summary>The maximum kernel size and stride in pixels.</summary>
    private const long MaxWindow = FacePatch.Size;

    private static readonly AttributeRule[] Window =
        [WholeNumbers("kernel_shape", 2, 1, MaxWindow, isRequired: true), WholeNumbers("strides", 2, 1, MaxWindow)];

    private static readonly OperatorRule Convolution = new(2..3, ShapeRules.Convolution,
        [.. Window, WholeNumbers("pads", 4, 0, MaxWindow), WholeNumbers("dilations", 2, 1, 1), WholeNumber("group", 1, 1 << 20)]);

    private static readonly OperatorRule Resize = new(3..3, DetectorShapeRules.Resize, Word("mode", "nearest"),
        Word("coordinate_transformation_mode", "asymmetric"), Word("nearest_mode", "floor"), Number("cubic_coeff_a"));

    private static readonly OperatorRule Same = new(1..1, ShapeRules.Same), Elementwise = new(2..2, ShapeRules.Elementwise),
        Transpose = new(1..1, DetectorShapeRules.Transpose, WholeNumbers("perm", 4, 0, 3, isRequired: true)),
        Reshape = new(2..2, DetectorShapeRules.Reshape),
        Concat = new(3..3, DetectorShapeRules.Concat, WholeNumber("axis", 0, 1, isRequired: true));

    /// <summary>Emotion networks as <see cref="OnnxExport"/> writes them, and wrote them in version 1.0.</summary>
    public static GraphPolicy Emotions { get; } = new()
    {
        Message = DescribeOwn,
        Schema = WireSchema.Own,
        FormatVersions = 8..8,
        OperatorSets = 17..17,
        Input = OnnxExport.Input,
        InputShape = [GraphPolicy.Any, 1, FacePatch.Size, FacePatch.Size],
        Sample = [1, 1, FacePatch.Size, FacePatch.Size],
        Outputs = new Dictionary<string, long[]>
        {
            [OnnxExport.Scores] = [GraphPolicy.Any, EmotionExtensions.Count],
            [OnnxExport.Logits] = [GraphPolicy.Any, EmotionExtensions.Count],
        },
        Numbers = ["mean", "deviation", "temperature"],
        Operators = new Dictionary<string, OperatorRule>
        {
            ["Add"] = Elementwise,
            ["AveragePool"] = new OperatorRule(1..1, ShapeRules.Pool,
                [.. Window, WholeNumber("ceil_mode", 1, 1, isRequired: true), WholeNumber("count_include_pad", 0, 0)]),
            ["BatchNormalization"] = new OperatorRule(5..5, ShapeRules.Normalization, Number("epsilon", isRequired: true)),
            ["Cast"] = new OperatorRule(1..1, ShapeRules.Widened,
                WholeNumber("to", ElementType.Float32, ElementType.Float32, isRequired: true)),
            ["Constant"] = new OperatorRule(0..0, ShapeRules.Constant, Constant("value")),
            ["Conv"] = Convolution,
            ["Div"] = Elementwise,
            ["Flatten"] = new OperatorRule(1..1, ShapeRules.Flatten, WholeNumber("axis", 1, 1, isRequired: true)),
            ["Gemm"] = new OperatorRule(3..3, ShapeRules.Dense, WholeNumber("transB", 1, 1, isRequired: true)),
            ["GlobalAveragePool"] = new OperatorRule(1..1, ShapeRules.GlobalPool),
            ["Identity"] = Same,
            ["LabelEncoder"] = new OperatorRule(1..1, ShapeRules.SlotNames, Words("keys_strings", EmotionExtensions.Names),
                WholeNumbers("values_int64s", EmotionExtensions.Count, 0, EmotionExtensions.Count - 1, isRequired: true))
            {
                Domain = OnnxGraph.MachineLearningDomain,
            },
            ["MaxPool"] = new OperatorRule(1..1, ShapeRules.Pool, Window),
            ["Mul"] = Elementwise,
            ["Relu"] = Same,
            ["Sigmoid"] = Same,
            ["Softmax"] = new OperatorRule(1..1, ShapeRules.Softmax, WholeNumber("axis", 1, 1, isRequired: true)),
            ["Sub"] = Elementwise,
        },
    };

    /// <summary>Detectors as <see cref="DetectorGraph"/> writes them.</summary>
    public static GraphPolicy Detector { get; } = new()
    {
        Message = DescribeOwn,
        Schema = WireSchema.Own,
        FormatVersions = 8..8,
        OperatorSets = 17..17,
        Input = DetectorFormat.Input,
        InputShape = [GraphPolicy.Any, 3, GraphPolicy.Any, GraphPolicy.Any],
        Sample = [1, 3, 320, 640],
        Outputs = new Dictionary<string, long[]>
        {
            [DetectorFormat.Scores] = [GraphPolicy.Any, GraphPolicy.Any],
            [DetectorFormat.Boxes] = [GraphPolicy.Any, GraphPolicy.Any, 4],
            [DetectorFormat.Landmarks] = [GraphPolicy.Any, GraphPolicy.Any, 2 * DetectorFormat.LandmarkCount],
        },
        Operators = new Dictionary<string, OperatorRule>
        {
            ["Add"] = Elementwise,
            ["Concat"] = Concat,
            ["Conv"] = Convolution,
            ["Relu"] = Same,
            ["Reshape"] = Reshape,
            ["Resize"] = Resize,
            ["Sigmoid"] = Same,
            ["Slice"] = new OperatorRule(4..4, DetectorShapeRules.Slice),
            ["Squeeze"] = new OperatorRule(2..2, DetectorShapeRules.Squeeze),
            ["Transpose"] = Transpose,
        },
    };

    /// <summary>YuNet's networks as their authors export them for images of any size.</summary>
    public static GraphPolicy YuNet { get; } = new()
    {
        Message = DescribeYuNet,
        Schema = WireSchema.WithNotes,
        FormatVersions = 6..8,
        OperatorSets = 11..12,
        Input = "input",
        InputShape = [GraphPolicy.Any, 3, GraphPolicy.Any, GraphPolicy.Any],
        Sample = [1, 3, 320, 640],
        Outputs = new Dictionary<string, long[]>(
            from kind in ((string Name, long Values)[])[("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)]
            from stride in DetectorFormat.Strides.ToArray()
            select new KeyValuePair<string, long[]>($"{kind.Name}_{stride}", [GraphPolicy.Any, GraphPolicy.Any, kind.Values])),
        Operators = new Dictionary<string, OperatorRule>
        {
            ["Add"] = Elementwise,
            ["Concat"] = Concat,
            ["Conv"] = Convolution,
            ["Gather"] = new OperatorRule(2..2, DetectorShapeRules.Gather, WholeNumber("axis", 0, 0)),
            ["MaxPool"] = new OperatorRule(1..1, ShapeRules.Pool,
                [.. Window, WholeNumbers("pads", 4, 0, 0), WholeNumber("ceil_mode", 0, 0)]),
            ["Relu"] = Same,
            ["Reshape"] = Reshape,
            ["Resize"] = Resize,
            ["Shape"] = new OperatorRule(1..1, DetectorShapeRules.Shape),
            ["Sigmoid"] = Same,
            ["Transpose"] = Transpose,
            ["Unsqueeze"] = new OperatorRule(1..1, DetectorShapeRules.Unsqueeze, WholeNumbers("axes", 1, 0, 0, isRequired: true)),
        },
    };

    private static string DescribeOwn(string name, RefusedGraphException error) => error.IsDamage
        ? $"{name} is damaged: its network cannot be read, since {error.Message}. Get the file again."
        : $"{name} holds a network that FerNet did not write: {error.Message}. Load it with the program that wrote it, or train a model " +
            $"with {nameof(EmotionTrainer)}.";

    private static string DescribeYuNet(string name, RefusedGraphException error) => error.IsDamage
        ? $"{name} is not an ONNX file that can be read, since {error.Message}; a YuNet detector is needed."
        : $"{name} is not a YuNet detector: {error.Message}.";
}
