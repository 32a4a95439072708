namespace FerNet.Networks.Onnx.Checks;

/// <summary>The output shape of each operator that only detectors use.</summary>
internal static class DetectorShapeRules
{
    /// <summary>Resize: twice the height and width.</summary>
    public static GraphValue Resize(NodeFacts node)
    {
        long[] maps = node.Computed(0, 4).Shape;
        if (node.Has(1) && node.Constant(1).Count > 0) throw node.Refuse("has a region");
        if (node.Singles(2) is not [1, 1, 2, 2]) throw node.Refuse("has a scale other than [1, 1, 2, 2]");
        return ShapeRules.FloatValue(node, [maps[0], maps[1], 2 * maps[2], 2 * maps[3]], 4 * node.Input(0).Count);
    }

    /// <summary>Transpose: the channels of maps become the last dimension.</summary>
    public static GraphValue Transpose(NodeFacts node)
    {
        if (node.Wholes("perm") is not [0, 2, 3, 1]) throw node.Refuse("has a permutation other than [0, 2, 3, 1]");
        long[] maps = node.Computed(0, 4).Shape;
        return ShapeRules.FloatValue(node, [maps[0], maps[2], maps[3], maps[1]], node.Input(0).Count);
    }

    /// <summary>Reshape: maps [N, height, width, values] to rows [N, cells, values].</summary>
    public static GraphValue Reshape(NodeFacts node)
    {
        long[] cells = node.Computed(0, 4).Shape;
        if (node.Input(1).Numbers is not [long first, -1, long values] || values != cells[3] || (first != 0 && first != cells[0]))
            throw node.Refuse("reshapes to something other than [N, cells, values]");
        return ShapeRules.FloatValue(node, [cells[0], cells[1] * cells[2], cells[3]], 0);
    }

    /// <summary>Concat: the rows of several maps, or several integers.</summary>
    public static GraphValue Concat(NodeFacts node)
    {
        GraphValue[] parts = [.. Enumerable.Range(0, node.InputCount).Select(node.Input)];
        long axis = node.Whole("axis", 0);
        if (axis == 0 && parts.All(part => part.Numbers is { Length: 1 } && part.Shape.Length == 1))
        {
            return new GraphValue(ElementType.Int64, [parts.Length]) { Numbers = [.. parts.Select(part => part.Numbers![0])] };
        }
        long[] first = node.Computed(0, 3).Shape;
        long rows = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            long[] shape = node.Computed(i, 3).Shape;
            if (axis != 1 || shape[0] != first[0] || shape[2] != first[2]) throw node.Refuse("joins values that do not fit");
            rows += shape[1];
        }
        return ShapeRules.FloatValue(node, [first[0], rows, first[2]], first[0] * rows * first[2]);
    }

    /// <summary>Slice: a range of the last dimension.</summary>
    public static GraphValue Slice(NodeFacts node)
    {
        long[] rows = node.Computed(0, 3).Shape;
        (long from, long to, long axis) = (node.Number(1), node.Number(2), node.Number(3));
        if (axis != 2 || from < 0 || to <= from || to > rows[2]) throw node.Refuse("slices outside its input");
        return ShapeRules.FloatValue(node, [rows[0], rows[1], to - from], rows[0] * rows[1] * (to - from));
    }

    public static GraphValue Squeeze(NodeFacts node)
    {
        long[] rows = node.Computed(0, 3).Shape;
        if (node.Number(1) != 2 || rows[2] != 1) throw node.Refuse("removes a size that is not 1");
        return ShapeRules.FloatValue(node, [rows[0], rows[1]], 0);
    }

    public static GraphValue Shape(NodeFacts node)
    {
        long[] shape = node.Computed(0, 4).Shape;
        return new GraphValue(ElementType.Int64, [shape.Length]) { Numbers = shape };
    }

    /// <summary>Gather: one of several integers.</summary>
    public static GraphValue Gather(NodeFacts node)
    {
        long place = node.Number(1);
        if (node.Input(0).Numbers is not { } numbers || node.Input(1).Shape.Length != 0 || place < 0 || place >= numbers.Length)
            throw node.Refuse("has an index outside its input");
        return new GraphValue(ElementType.Int64, []) { Numbers = [numbers[place]] };
    }

    /// <summary>Unsqueeze: an integer as a list of one element.</summary>
    public static GraphValue Unsqueeze(NodeFacts node)
    {
        GraphValue number = node.Input(0);
        if (number is not { Shape.Length: 0, Numbers.Length: 1 }) throw node.Refuse("has an input that should be one whole number");
        return new GraphValue(ElementType.Int64, [1]) { Numbers = number.Numbers };
    }
}
