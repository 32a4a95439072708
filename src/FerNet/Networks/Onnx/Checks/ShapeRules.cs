namespace FerNet.Networks.Onnx.Checks;

/// <summary>The output shape and cost of each operator of an emotion network.</summary>
internal static class ShapeRules
{
    public static GraphValue Same(NodeFacts node)
    {
        GraphValue input = node.Input(0);
        if (!input.IsFloat || input.IsConstant) throw node.Refuse("has an input of another type");
        return FloatValue(node, input.Shape, input.Count);
    }

    /// <summary>Softmax over the second of two dimensions.</summary>
    public static GraphValue Softmax(NodeFacts node) => FloatValue(node, node.Computed(0, 2).Shape, node.Computed(0, 2).Count);

    /// <summary>
    /// Sum, difference, product or quotient. The smaller operand is broadcast to the shape of the larger one, which must be computed.
    /// </summary>
    public static GraphValue Elementwise(NodeFacts node)
    {
        GraphValue one = node.Input(0), other = node.Input(1);
        if (!one.IsFloat || !other.IsFloat) throw node.Refuse("has an input of another type");
        foreach ((GraphValue whole, GraphValue part) in ((GraphValue, GraphValue)[])[(one, other), (other, one)])
        {
            if (!whole.IsConstant && IsRepeated(part.Shape, whole.Shape)) return FloatValue(node, whole.Shape, whole.Count);
        }
        throw node.Refuse("has operands whose shapes do not fit");
    }

    public static GraphValue Convolution(NodeFacts node)
    {
        long[] maps = node.Computed(0, 4).Shape, kernel = node.Constant(1).Shape;
        if (kernel is not [>= 1, >= 1, >= 1, >= 1]) throw node.Refuse("has no kernel");
        node.Weights(1, kernel);
        long groups = node.Whole("group", 1), filters = kernel[0], side = kernel[2];
        if (kernel[3] != side || maps[1] != kernel[1] * groups || filters % groups != 0)
            throw node.Refuse("has a kernel that does not fit");
        if (node.Has(2)) node.Weights(2, filters);
        (long height, long width) = Windows(node, maps, side, mayEnd: false);
        return FloatValue(node, [maps[0], filters, height, width], filters * kernel[1] * side * side * maps[0] * height * width);
    }

    public static GraphValue Pool(NodeFacts node)
    {
        long[] maps = node.Computed(0, 4).Shape;
        IReadOnlyList<long> window = node.Wholes("kernel_shape");
        (long height, long width) = Windows(node, maps, window[0], node.Whole("ceil_mode", 0) == 1);
        return FloatValue(node, [maps[0], maps[1], height, width], maps[0] * maps[1] * height * width * window[0] * window[0]);
    }

    public static GraphValue GlobalPool(NodeFacts node)
    {
        GraphValue input = node.Computed(0, 4);
        return FloatValue(node, [input.Shape[0], input.Shape[1], 1, 1], input.Count);
    }

    public static GraphValue Flatten(NodeFacts node)
    {
        long[] maps = node.Computed(0, 4).Shape;
        return FloatValue(node, [maps[0], GraphValue.Product(maps.AsSpan(1))], 0);
    }

    /// <summary>A dense layer: the kernel has a row for each output.</summary>
    public static GraphValue Dense(NodeFacts node)
    {
        long[] input = node.Computed(0, 2).Shape, kernel = node.Constant(1).Shape;
        if (kernel.Length != 2) throw node.Refuse("has no kernel");
        node.Weights(1, kernel[0], input[1]);
        node.Weights(2, kernel[0]);
        return FloatValue(node, [input[0], kernel[0]], input[0] * input[1] * kernel[0]);
    }

    public static GraphValue Normalization(NodeFacts node)
    {
        GraphValue input = node.Input(0);
        if (!input.IsFloat || input.IsConstant || input.Shape.Length is not (2 or 4)) throw node.Refuse("has an input of another shape");
        for (int i = 1; i < node.InputCount; i++) node.Weights(i, input.Shape[1]);
        return FloatValue(node, input.Shape, input.Count);
    }

    public static GraphValue Constant(NodeFacts node) => GraphValue.FromTensor(node.Tensor("value")) switch
    {
        { Type: ElementType.Float16 or ElementType.Float32 } value => value,
        _ => throw node.Refuse("is of another type"),
    };

    /// <summary>Cast: weights stored as float16 become float32.</summary>
    public static GraphValue Widened(NodeFacts node)
    {
        GraphValue narrow = node.Constant(0);
        if (narrow.Type != ElementType.Float16) throw node.Refuse("has an input of another type");
        return new GraphValue(ElementType.Float32, narrow.Shape, IsConstant: true);
    }

    /// <summary>The node that stores the slot names of the output for ML.NET. Its own output is not used.</summary>
    public static GraphValue SlotNames(NodeFacts node)
    {
        GraphValue text = node.Constant(0);
        if (text is not { Type: ElementType.Text, Shape: [1], Tensor.StringData: [{ IsEmpty: true }] })
            throw node.Refuse("has an input of another type");
        return new GraphValue(ElementType.Int64, [1], IsConstant: true);
    }

    /// <summary>Sets the cost of the node and returns a float32 value of this shape.</summary>
    public static GraphValue FloatValue(NodeFacts node, long[] shape, long cost)
    {
        node.Cost = cost;
        return new GraphValue(ElementType.Float32, shape);
    }

    private static (long Height, long Width) Windows(NodeFacts node, long[] maps, long side, bool mayEnd)
    {
        IReadOnlyList<long> window = node.Wholes("kernel_shape", side, side), steps = node.Wholes("strides", 1, 1),
            pads = node.Wholes("pads", 0, 0, 0, 0);
        if (window.Any(one => one != side) || steps[1] != steps[0] || pads.Any(one => one != pads[0] || one > side / 2))
            throw node.Refuse("has windows that are not square, or a wider border than they need");
        long height = Places(maps[2]), width = Places(maps[3]);
        return height < 1 || width < 1 ? throw node.Refuse("has windows that are larger than its maps") : (height, width);

        long Places(long size)
        {
            long room = size + (2 * pads[0]) - side;
            return room < 0 && !mayEnd ? 0 : ((room + (mayEnd ? steps[0] - 1 : 0)) / steps[0]) + 1;
        }
    }

    private static bool IsRepeated(long[] part, long[] whole)
    {
        if (part.Length > whole.Length) return false;
        for (int i = 1; i <= part.Length; i++)
        {
            if (part[^i] != 1 && part[^i] != whole[^i]) return false;
        }
        return true;
    }
}
