using FerNet.Networks.Onnx.Checks;
using FerNet.Networks.Onnx.Format;
using Google.Protobuf;

namespace FerNet.Tests.Networks.Onnx.Checks;

public class GraphValueTests
{
    private const long LongestSide = 1 << 26;

    [Theory]
    [InlineData(ElementType.Float32, 24)]
    [InlineData(ElementType.Int64, 48)]
    [InlineData(ElementType.Float16, 12)]
    public void A_tensor_has_as_many_bytes_as_its_sizes_say(int type, int bytes)
    {
        GraphValue value = GraphValue.FromTensor(CheckedNode.Tensor(type, new byte[bytes], 2, 3));
        Assert.Equal((type, true, 6, type == ElementType.Float32), (value.Type, value.IsConstant, value.Count, value.IsFloat));
        Assert.Equal([2, 3], value.Shape);
        foreach (int wrong in (int[])[bytes - 1, bytes + 1])
            AssertRefused("bytes instead of", isDamage: true, CheckedNode.Tensor(type, new byte[wrong], 2, 3));
    }

    [Fact]
    public void Short_lists_of_whole_numbers_are_known()
    {
        byte[] numbers = [.. new long[] { 1, -2, 3, 4, 5 }.SelectMany(BitConverter.GetBytes)];
        Assert.Equal([1, -2, 3, 4, 5], GraphValue.FromTensor(CheckedNode.Tensor(ElementType.Int64, numbers, 5)).Numbers!);
        Assert.Null(GraphValue.FromTensor(CheckedNode.Tensor(ElementType.Int64, new byte[48], 6)).Numbers);
        Assert.Null(GraphValue.FromTensor(CheckedNode.Tensor(ElementType.Float32, new byte[8], 2)).Numbers);
    }

    [Fact]
    public void Texts_stand_in_tensors_of_texts_only()
    {
        TensorProto text = CheckedNode.Tensor(ElementType.Text, [], 1);
        AssertRefused("texts that it should not have", isDamage: true, text);
        text.StringData.Add(ByteString.Empty);
        Assert.Equal(ElementType.Text, GraphValue.FromTensor(text).Type);
        TensorProto number = CheckedNode.Tensor(ElementType.Float32, new byte[4], 1);
        number.StringData.Add(ByteString.Empty);
        AssertRefused("texts that it should not have", isDamage: true, number);
    }

    [Fact]
    public void Sizes_have_bounds()
    {
        Assert.Equal(0, GraphValue.FromTensor(CheckedNode.Tensor(ElementType.Float32, [], 1, 1, 1, 1, 0)).Count);
        AssertRefused("a tensor has 6 sizes", isDamage: false, CheckedNode.Tensor(ElementType.Float32, new byte[4], 1, 1, 1, 1, 1, 1));
        Assert.Equal(0, GraphValue.FromTensor(CheckedNode.Tensor(ElementType.Float32, [], LongestSide, 0)).Count);
        AssertRefused("a tensor has a side of 67,108,865", isDamage: false,
            CheckedNode.Tensor(ElementType.Float32, [], LongestSide + 1, 0));
        AssertRefused("a tensor has a side of -1", isDamage: false, CheckedNode.Tensor(ElementType.Float32, [], -1));
        AssertRefused("a tensor is of the type 11", isDamage: false, CheckedNode.Tensor(11, new byte[8], 1));
    }

    [Fact]
    public void The_number_of_values_has_a_bound()
    {
        Assert.Equal(1, GraphValue.Product([]));
        Assert.Equal(1L << 40, GraphValue.Product([1 << 20, 1 << 20]));
        Assert.Equal(LongestSide, GraphValue.Product([LongestSide]));
        foreach (long[] shape in (long[][])[[1 << 20, (1 << 20) + 1], [LongestSide + 1], [1 << 20, 1 << 21, 0]])
        {
            Assert.Equal("a value has more numbers than any memory holds",
                Assert.Throws<RefusedGraphException>(() => GraphValue.Product(shape)).Message);
        }
    }

    private static void AssertRefused(string reason, bool isDamage, TensorProto tensor)
    {
        RefusedGraphException refused = Assert.Throws<RefusedGraphException>(() => GraphValue.FromTensor(tensor));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(isDamage, refused.IsDamage);
    }
}
