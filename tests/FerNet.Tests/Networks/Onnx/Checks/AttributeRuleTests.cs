using FerNet.Networks.Onnx.Checks;
using FerNet.Networks.Onnx.Format;
using Google.Protobuf;

namespace FerNet.Tests.Networks.Onnx.Checks;

/// <summary>Each kind of attribute takes its own values to the very limit, and nothing beside them.</summary>
public class AttributeRuleTests
{
    private const int Single = 1, Whole = 2, Text = 3, Tensor = 4, Wholes = 7, Texts = 8;

    private static readonly AttributeRule Number = AttributeRule.Number("a"), WholeNumber = AttributeRule.WholeNumber("a", 2, 5),
        List = AttributeRule.WholeNumbers("a", 2, 0, 3), Word = AttributeRule.Word("a", "floor"),
        Words = AttributeRule.Words("a", ["x", "y"]), Constant = AttributeRule.Constant("a");

    [Fact]
    public void What_a_rule_allows_is_accepted()
    {
        Number.Require(new AttributeProto { Type = Single, F = -1.5f }, "Tried");
        foreach (long value in (long[])[2, 3, 5]) WholeNumber.Require(new AttributeProto { Type = Whole, I = value }, "Tried");
        List.Require(new AttributeProto { Type = Wholes, Ints = { 0, 3 } }, "Tried");
        Word.Require(new AttributeProto { Type = Text, S = Of("floor") }, "Tried");
        Words.Require(new AttributeProto { Type = Texts, Strings = { Of("x"), Of("y") } }, "Tried");
        Constant.Require(new AttributeProto { Type = Tensor, T = new TensorProto() }, "Tried");
    }

    [Fact]
    public void Other_values_are_refused()
    {
        foreach (float value in (float[])[float.NaN, float.PositiveInfinity])
            Refused(Number, new AttributeProto { Type = Single, F = value });
        foreach (long value in (long[])[1, 6]) Refused(WholeNumber, new AttributeProto { Type = Whole, I = value });
        foreach (long[] values in (long[][])[[0], [0, 1, 2], [-1, 0], [0, 4]])
        {
            AttributeProto attribute = new() { Type = Wholes };
            attribute.Ints.AddRange(values);
            Refused(List, attribute);
        }
        Refused(Word, new AttributeProto { Type = Text, S = Of("ceil") });
        Refused(Words, new AttributeProto { Type = Texts, Strings = { Of("y"), Of("x") } });
        Refused(Words, new AttributeProto { Type = Texts, Strings = { Of("x") } });
    }

    [Fact]
    public void Another_kind_and_a_second_value_are_refused()
    {
        Refused(Number, new AttributeProto { Type = Whole, F = 1 });
        Refused(Number, new AttributeProto { Type = Single, F = 1, I = 1 });
        Refused(Number, new AttributeProto { Type = Single, F = 1, S = Of("x") });
        Refused(WholeNumber, new AttributeProto { Type = Whole, I = 2, F = 1 });
        Refused(WholeNumber, new AttributeProto { Type = Whole, I = 2, Ints = { 1 } });
        Refused(List, new AttributeProto { Type = Wholes, Ints = { 0, 3 }, Strings = { Of("x") } });
        Refused(Word, new AttributeProto { Type = Text, S = Of("floor"), T = new TensorProto() });
        Refused(Words, new AttributeProto { Type = Texts, Strings = { Of("x"), Of("y") }, Ints = { 1 } });
        Refused(Constant, new AttributeProto { Type = Tensor });
        Refused(Constant, new AttributeProto { Type = Tensor, T = new TensorProto(), S = Of("x") });
    }

    [Fact]
    public void Words_and_constants_must_be_there() => Assert.Equal(
        [false, false, false, true, true, true],
        new[] { Number, WholeNumber, List, Word, Words, Constant }.Select(rule => rule.IsRequired));

    private static ByteString Of(string text) => ByteString.CopyFromUtf8(text);

    private static void Refused(AttributeRule rule, AttributeProto attribute) => Assert.Equal(
        "the attribute a of an operator Tried has a value that is not allowed",
        Assert.Throws<RefusedGraphException>(() => rule.Require(attribute, "Tried")).Message);
}
