using FerNet.Networks.Onnx.Format;
using FerNet.Utilities;

namespace FerNet.Networks.Onnx.Checks;

/// <summary>An attribute that an operator may have, and its allowed values.</summary>
internal sealed record AttributeRule
{
    private const int Single = 1, Whole = 2, Text = 3, Tensor = 4, Wholes = 7, Texts = 8;

    private AttributeRule(string name, int type, bool isRequired) => (Name, Type, IsRequired) = (name, type, isRequired);

    public string Name { get; }

    public bool IsRequired { get; }

    /// <summary>The number of the attribute type in ONNX.</summary>
    private int Type { get; }

    private long Least { get; init; }

    private long Most { get; init; }

    private int Count { get; init; }

    private IReadOnlyList<string>? Values { get; init; }

    public static AttributeRule Number(string name, bool isRequired = false) => new(name, Single, isRequired);

    public static AttributeRule WholeNumber(string name, long least, long most, bool isRequired = false) =>
        new(name, Whole, isRequired) { Least = least, Most = most };

    public static AttributeRule WholeNumbers(string name, int count, long least, long most, bool isRequired = false) =>
        new(name, Wholes, isRequired) { Count = count, Least = least, Most = most };

    /// <summary>A string attribute with exactly this value.</summary>
    public static AttributeRule Word(string name, string value) => new(name, Text, isRequired: true) { Values = [value] };

    /// <summary>A list of exactly these strings, in this order.</summary>
    public static AttributeRule Words(string name, IReadOnlyList<string> values) => new(name, Texts, isRequired: true) { Values = values };

    public static AttributeRule Constant(string name) => new(name, Tensor, isRequired: true);

    /// <exception cref="RefusedGraphException">The attribute has another type, or its value is not allowed.</exception>
    public void Require(AttributeProto attribute, string operation)
    {
        bool isRight = attribute.Type == Type && Filled(attribute) == (Type is Single or Whole ? 0 : Type) && Type switch
        {
            Single => float.IsFinite(attribute.F) && attribute.I == 0,
            Whole => attribute.F == 0 && attribute.I >= Least && attribute.I <= Most,
            Text => attribute.S.ToStringUtf8() == Values![0],
            Wholes => attribute.Ints.Count == Count && attribute.Ints.All(value => value >= Least && value <= Most),
            Texts => attribute.Strings.Select(text => text.ToStringUtf8()).SequenceEqual(Values!),
            _ => true,
        };
        if (!isRight)
            throw new RefusedGraphException(
                $"the attribute {Name} of an operator {UntrustedText.Quote(operation)} has a value that is not allowed");
    }

    /// <summary>
    /// The type of the one field that is not empty, ignoring the two fields of single numbers; 0 for none, -1 for several.
    /// </summary>
    private static int Filled(AttributeProto attribute)
    {
        int[] kinds =
        [
            attribute.S.IsEmpty ? 0 : Text, attribute.T is null ? 0 : Tensor, attribute.Ints.Count == 0 ? 0 : Wholes,
            attribute.Strings.Count == 0 ? 0 : Texts,
        ];
        return kinds.Count(kind => kind > 0) > 1 ? -1 : kinds.Max();
    }
}
