using FerNet.Networks.Onnx.Checks;
using static FerNet.Tests.Networks.Onnx.Checks.CheckedNode;

namespace FerNet.Tests.Networks.Onnx.Checks;

/// <summary>What the operators of detectors give and cost, and the inputs that they refuse.</summary>
public class DetectorShapeRulesTests
{
    private const string OutsideSlice = "slices outside its input", OutsideIndex = "has an index outside its input",
        NoNumber = "has an input that should be one whole number";

    [Fact]
    public void Maps_become_twice_as_large()
    {
        GraphValue maps = Computed(2, 4, 5, 6), twice = Singles(1, 1, 2, 2);
        AssertGives([2, 4, 10, 12], 4 * 2 * 4 * 5 * 6, DetectorShapeRules.Resize, Of([maps, null, twice]));
        AssertGives([2, 4, 10, 12], 4 * 2 * 4 * 5 * 6, DetectorShapeRules.Resize, Of([maps, Weights(0), twice]));
        Refused("has a region", maps, Weights(1), twice);
        Refused("has an input that should be a constant", maps, Computed(0), twice);
        Refused("has a scale other than [1, 1, 2, 2]", maps, null, Singles(1, 1, 2, 3));
        Refused("has a scale other than [1, 1, 2, 2]", maps, null, Singles(1, 1, 2));
        Refused("has an input of another type", maps, null, Weights(4));
        Refused("has an input of another type or shape", Computed(2, 4, 5), null, twice);

        static void Refused(string reason, params GraphValue?[] inputs) => AssertRefused(reason, DetectorShapeRules.Resize, inputs);
    }

    [Fact]
    public void Channels_become_the_last_size()
    {
        AssertGives([2, 5, 6, 4], 240, DetectorShapeRules.Transpose, Of([Computed(2, 4, 5, 6)], Wholes("perm", 0, 2, 3, 1)));
        AssertRefused("has a permutation other than [0, 2, 3, 1]", DetectorShapeRules.Transpose,
            Of([Computed(2, 4, 5, 6)], Wholes("perm", 0, 2, 1, 3)));
        AssertRefused("has an input of another type or shape", DetectorShapeRules.Transpose,
            Of([Computed(2, 4)], Wholes("perm", 0, 2, 3, 1)));
    }

    [Fact]
    public void Cells_become_rows()
    {
        AssertGives([2, 30, 4], 0, DetectorShapeRules.Reshape, Of([Computed(2, 5, 6, 4), List(0, -1, 4)]));
        AssertGives([2, 30, 4], 0, DetectorShapeRules.Reshape, Of([Computed(2, 5, 6, 4), List(2, -1, 4)]));
        foreach (GraphValue shape in (GraphValue[])[List(1, -1, 4), List(0, -1, 5), List(0, 1, 4), List(0, -1), Unknown(3)])
            AssertRefused("reshapes to something other than [N, cells, values]", DetectorShapeRules.Reshape, Computed(2, 5, 6, 4), shape);
    }

    [Fact]
    public void Rows_are_joined_one_after_the_other()
    {
        GraphValue[] parts = [Computed(2, 10, 4), Computed(2, 20, 4), Computed(2, 5, 4)];
        AssertGives([2, 35, 4], 2 * 35 * 4, DetectorShapeRules.Concat, Of(parts, Whole("axis", 1)));
        AssertRefused("joins values that do not fit", DetectorShapeRules.Concat, Of(parts, Whole("axis", 0)));
        AssertRefused("joins values that do not fit", DetectorShapeRules.Concat, Of([.. parts, Computed(1, 10, 4)], Whole("axis", 1)));
        AssertRefused("joins values that do not fit", DetectorShapeRules.Concat, Of([.. parts, Computed(2, 10, 3)], Whole("axis", 1)));
    }

    [Fact]
    public void Whole_numbers_are_joined_one_after_the_other()
    {
        GraphValue joined = DetectorShapeRules.Concat(Of([List(3), List(-1), List(4)], Whole("axis", 0)));
        Assert.Equal(ElementType.Int64, joined.Type);
        Assert.Equal([3], joined.Shape);
        Assert.Equal([3, -1, 4], joined.Numbers!);
        const string Reason = "has an input of another type or shape";
        AssertRefused(Reason, DetectorShapeRules.Concat, Of([List(3), List(-1), List(4)], Whole("axis", 1)));
        AssertRefused(Reason, DetectorShapeRules.Concat, Of([List(3), List(-1, 2), List(4)], Whole("axis", 0)));
        AssertRefused(Reason, DetectorShapeRules.Concat, Of([List(3), Scalar(-1), List(4)], Whole("axis", 0)));
        AssertRefused(Reason, DetectorShapeRules.Concat, Of([List(3), Unknown(1), List(4)], Whole("axis", 0)));
    }

    [Fact]
    public void A_part_lies_within_the_last_size()
    {
        AssertGives([2, 35, 4], 2 * 35 * 4, DetectorShapeRules.Slice, Of([Computed(2, 35, 16), List(1), List(5), List(2)]));
        AssertGives([2, 35, 16], 2 * 35 * 16, DetectorShapeRules.Slice, Of([Computed(2, 35, 16), List(0), List(16), List(2)]));
        foreach ((long from, long to, long axis) in ((long, long, long)[])[(1, 5, 1), (-1, 5, 2), (5, 5, 2), (5, 4, 2), (1, 17, 2)])
            AssertRefused(OutsideSlice, DetectorShapeRules.Slice, Computed(2, 35, 16), List(from), List(to), List(axis));
        AssertRefused(NoNumber, DetectorShapeRules.Slice, Computed(2, 35, 16), List(1), List(5, 6), List(2));
        AssertRefused(NoNumber, DetectorShapeRules.Slice, Computed(2, 35, 16), List(1), Unknown(1), List(2));
    }

    [Fact]
    public void A_last_size_of_one_is_removed()
    {
        AssertGives([2, 35], 0, DetectorShapeRules.Squeeze, Of([Computed(2, 35, 1), List(2)]));
        AssertRefused("removes a size that is not 1", DetectorShapeRules.Squeeze, Computed(2, 35, 1), List(1));
        AssertRefused("removes a size that is not 1", DetectorShapeRules.Squeeze, Computed(2, 35, 2), List(2));
    }

    [Fact]
    public void Sizes_become_numbers()
    {
        GraphValue sizes = DetectorShapeRules.Shape(Of([Computed(2, 4, 5, 6)]));
        Assert.Equal(ElementType.Int64, sizes.Type);
        Assert.Equal([4], sizes.Shape);
        Assert.Equal([2, 4, 5, 6], sizes.Numbers!);
        for (int place = 0; place < 4; place++)
        {
            GraphValue chosen = DetectorShapeRules.Gather(Of([sizes, Scalar(place)]));
            Assert.Equal((ElementType.Int64, 0, sizes.Numbers![place]), (chosen.Type, chosen.Shape.Length, Assert.Single(chosen.Numbers!)));
        }
        foreach (GraphValue place in (GraphValue[])[Scalar(-1), Scalar(4), List(0)])
            AssertRefused(OutsideIndex, DetectorShapeRules.Gather, sizes, place);
        AssertRefused(OutsideIndex, DetectorShapeRules.Gather, Unknown(4), Scalar(0));

        GraphValue listed = DetectorShapeRules.Unsqueeze(Of([Scalar(7)]));
        Assert.Equal(ElementType.Int64, listed.Type);
        Assert.Equal([1], listed.Shape);
        Assert.Equal([7], listed.Numbers!);
        AssertRefused(NoNumber, DetectorShapeRules.Unsqueeze, List(7));
        AssertRefused(NoNumber, DetectorShapeRules.Unsqueeze, Unknown());
    }
}
