using FerNet.Networks.Onnx.Checks;
using FerNet.Networks.Onnx.Format;
using Google.Protobuf;
using static FerNet.Tests.Networks.Onnx.Checks.CheckedNode;

namespace FerNet.Tests.Networks.Onnx.Checks;

/// <summary>What each operator gives and costs, and the inputs that it refuses.</summary>
public class ShapeRulesTests
{
    private const string OtherType = "has an input of another type", OtherShape = "has an input of another type or shape",
        OtherWeights = "has weights of another type or shape", NoConstant = "has an input that should be a constant",
        OtherKernel = "has a kernel that does not fit", OtherWindows = "has windows that are not square, or a wider border than they need",
        LargeWindows = "has windows that are larger than its maps";

    [Fact]
    public void A_convolution()
    {
        GraphValue maps = Computed(2, 4, 10, 8), kernel = Weights(6, 2, 3, 3);
        AttributeProto groups = Whole("group", 2), steps = Wholes("strides", 2, 2), border = Wholes("pads", 1, 1, 1, 1);
        AssertGives([2, 6, 5, 4], 6 * 2 * 3 * 3 * 2 * 5 * 4, ShapeRules.Convolution,
            Of([maps, kernel, Weights(6)], groups, steps, border));
        AssertGives([2, 6, 8, 6], 6 * 2 * 3 * 3 * 2 * 8 * 6, ShapeRules.Convolution, Of([maps, kernel, null], groups));
        AssertGives([1, 5, 1, 1], 5 * 3 * 2 * 2, ShapeRules.Convolution, Of([Computed(1, 3, 2, 2), Weights(5, 3, 2, 2)]));

        Refused(OtherShape, Computed(2, 4, 10), kernel);
        Refused(OtherShape, Weights(2, 4, 10, 8), kernel);
        Refused(OtherShape, Unknown(2, 4, 10, 8), kernel);
        Refused(NoConstant, maps, Computed(6, 4, 3, 3));
        Refused("has no kernel", maps, Weights(6, 4, 3));
        Refused("has no kernel", maps, Weights(0, 4, 3, 3));
        Refused("has no kernel", maps, Weights(6, 4, 0, 0));
        Refused(OtherWeights, maps, Halves(6, 4, 3, 3));
        Refused(OtherKernel, maps, Weights(6, 4, 3, 1));
        Refused(OtherKernel, maps, Weights(6, 3, 3, 3));
        Refused(OtherWeights, maps, Weights(6, 4, 3, 3), Weights(5));
        AssertRefused(OtherKernel, ShapeRules.Convolution, Of([maps, Weights(5, 2, 3, 3)], groups));
        AssertRefused(OtherWindows, ShapeRules.Convolution, Of([maps, kernel], groups, Wholes("strides", 2, 1)));
        AssertRefused(OtherWindows, ShapeRules.Convolution, Of([maps, kernel], groups, Wholes("pads", 1, 1, 1, 0)));
        AssertRefused(OtherWindows, ShapeRules.Convolution, Of([maps, kernel], groups, Wholes("pads", 2, 2, 2, 2)));
        AssertRefused(OtherWindows, ShapeRules.Convolution, Of([maps, kernel], groups, Wholes("kernel_shape", 3, 2)));
        Refused(LargeWindows, Computed(1, 3, 2, 4), Weights(5, 3, 3, 3));
        Refused(LargeWindows, Computed(1, 3, 4, 2), Weights(5, 3, 3, 3));

        static void Refused(string reason, params GraphValue?[] inputs) => AssertRefused(reason, ShapeRules.Convolution, inputs);
    }

    [Fact]
    public void Pooling_may_end_within_a_window_when_it_says_so()
    {
        AttributeProto window = Wholes("kernel_shape", 3, 3), steps = Wholes("strides", 2, 2);
        AssertGives([2, 4, 3, 2], 2 * 4 * 3 * 2 * 9, ShapeRules.Pool, Of([Computed(2, 4, 8, 6)], window, steps));
        AssertGives([2, 4, 4, 3], 2 * 4 * 4 * 3 * 9, ShapeRules.Pool, Of([Computed(2, 4, 8, 6)], window, steps, Whole("ceil_mode", 1)));
        AssertGives([1, 1, 1, 1], 9, ShapeRules.Pool, Of([Computed(1, 1, 2, 1)], window, steps, Whole("ceil_mode", 1)));
        AssertRefused(LargeWindows, ShapeRules.Pool, Of([Computed(1, 1, 2, 3)], window, steps));
        AssertRefused(OtherShape, ShapeRules.Pool, Of([Computed(1, 1, 8)], window));
    }

    [Fact]
    public void Means_and_rows_of_whole_maps()
    {
        AssertGives([2, 4, 1, 1], 2 * 4 * 5 * 6, ShapeRules.GlobalPool, Of([Computed(2, 4, 5, 6)]));
        AssertGives([2, 4 * 5 * 6], 0, ShapeRules.Flatten, Of([Computed(2, 4, 5, 6)]));
        AssertRefused(OtherShape, ShapeRules.GlobalPool, Computed(2, 4));
        AssertRefused(OtherShape, ShapeRules.Flatten, Computed(2, 4));
    }

    [Fact]
    public void A_dense_layer()
    {
        AssertGives([2, 7], 2 * 12 * 7, ShapeRules.Dense, Of([Computed(2, 12), Weights(7, 12), Weights(7)]));
        AssertRefused(OtherShape, ShapeRules.Dense, Computed(2, 12, 1), Weights(7, 12), Weights(7));
        AssertRefused("has no kernel", ShapeRules.Dense, Computed(2, 12), Weights(7, 12, 1), Weights(7));
        AssertRefused(OtherWeights, ShapeRules.Dense, Computed(2, 12), Weights(7, 11), Weights(7));
        AssertRefused(OtherWeights, ShapeRules.Dense, Computed(2, 12), Weights(7, 12), Weights(6));
        AssertRefused("lacks an input", ShapeRules.Dense, Computed(2, 12), Weights(7, 12), null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Normalization_has_four_numbers_for_each_channel(int wrong)
    {
        GraphValue[] inputs = [Computed(2, 3, 5, 6), Weights(3), Weights(3), Weights(3), Weights(3)];
        AssertGives([2, 3, 5, 6], 2 * 3 * 5 * 6, ShapeRules.Normalization, Of(inputs));
        AssertGives([2, 3], 2 * 3, ShapeRules.Normalization, Of([Computed(2, 3), .. inputs[1..]]));
        AssertRefused("has an input of another shape", ShapeRules.Normalization, [Computed(2, 3, 5), .. inputs[1..]]);
        AssertRefused("has an input of another shape", ShapeRules.Normalization, [Weights(2, 3), .. inputs[1..]]);
        AssertRefused("has an input of another shape", ShapeRules.Normalization, [Unknown(2, 3), .. inputs[1..]]);
        inputs[wrong] = Weights(4);
        AssertRefused(OtherWeights, ShapeRules.Normalization, inputs);
    }

    [Fact]
    public void The_smaller_operand_is_repeated()
    {
        AssertGives([2, 3, 4, 5], 120, ShapeRules.Elementwise, Of([Computed(2, 3, 4, 5), Weights(3, 1, 1)]));
        AssertGives([2, 3, 4, 5], 120, ShapeRules.Elementwise, Of([Weights(3, 1, 5), Computed(2, 3, 4, 5)]));
        AssertGives([2, 3], 6, ShapeRules.Elementwise, Of([Computed(1, 3), Computed(2, 3)]));
        AssertGives([2, 3], 6, ShapeRules.Elementwise, Of([Computed(2, 3), Weights()]));
        Refused("has operands whose shapes do not fit", Weights(2, 3), Weights(2, 3));
        Refused("has operands whose shapes do not fit", Computed(2, 3), Weights(1, 2, 3));
        Refused("has operands whose shapes do not fit", Computed(2, 3), Weights(2));
        Refused("has operands whose shapes do not fit", Computed(2, 3), Weights(4, 3));
        Refused("has operands whose shapes do not fit", Computed(1, 3), Weights(2, 3));
        Refused(OtherType, Computed(2, 3), Unknown(3));
        Refused(OtherType, Unknown(3), Computed(2, 3));

        static void Refused(string reason, GraphValue one, GraphValue other) =>
            AssertRefused(reason, ShapeRules.Elementwise, one, other);
    }

    [Fact]
    public void One_input_that_keeps_its_shape()
    {
        AssertGives([2, 3, 4], 24, ShapeRules.Same, Of([Computed(2, 3, 4)]));
        AssertGives([2, 7], 14, ShapeRules.Softmax, Of([Computed(2, 7)]));
        AssertRefused(OtherType, ShapeRules.Same, Weights(2, 3));
        AssertRefused(OtherType, ShapeRules.Same, Unknown(2, 3));
        AssertRefused("lacks an input", ShapeRules.Same, [null]);
        AssertRefused(OtherShape, ShapeRules.Softmax, Computed(2, 7, 1));
    }

    [Fact]
    public void Constants()
    {
        foreach (int type in (int[])[ElementType.Float32, ElementType.Float16])
        {
            GraphValue value = ShapeRules.Constant(Of([], Value(Tensor(type, new byte[type == ElementType.Float32 ? 8 : 4], 2))));
            Assert.Equal((type, true), (value.Type, value.IsConstant));
            Assert.Equal([2], value.Shape);
        }
        AssertRefused("is of another type", ShapeRules.Constant, Of([], Value(Tensor(ElementType.Int64, new byte[8], 1))));

        GraphValue widened = ShapeRules.Widened(Of([Halves(2, 3)]));
        Assert.Equal((ElementType.Float32, true), (widened.Type, widened.IsConstant));
        Assert.Equal([2, 3], widened.Shape);
        AssertRefused(OtherType, ShapeRules.Widened, Weights(2, 3));
        AssertRefused(NoConstant, ShapeRules.Widened, Computed(2, 3));

        static AttributeProto Value(TensorProto tensor) => new() { Name = "value", Type = 4, T = tensor };
    }

    [Fact]
    public void Names_of_slots_are_made_of_one_empty_text()
    {
        GraphValue names = ShapeRules.SlotNames(Of([Texts("")]));
        Assert.Equal((ElementType.Int64, true), (names.Type, names.IsConstant));
        Assert.Equal([1], names.Shape);
        AssertRefused(OtherType, ShapeRules.SlotNames, Texts("a"));
        AssertRefused(OtherType, ShapeRules.SlotNames, Texts("", ""));
        AssertRefused(OtherType, ShapeRules.SlotNames, Weights(1));

        static GraphValue Texts(params string[] texts)
        {
            TensorProto tensor = Tensor(ElementType.Text, [], texts.Length);
            tensor.StringData.AddRange(texts.Select(ByteString.CopyFromUtf8));
            return GraphValue.FromTensor(tensor);
        }
    }
}
