using System.Globalization;

namespace FerNet.Networks.Onnx.Checks;

/// <summary>
/// Scans the bytes of a graph before protobuf parses them, because two bytes in a file can become a hundred bytes in memory. Accepts only
/// known fields, each at most as often as allowed, with lengths within the file. Allocates no memory on the heap and reads each byte at
/// most once.
/// </summary>
internal struct WireScan
{
    /// <summary>The maximum number of fields of all messages together; a packed list counts one per byte.</summary>
    public const int MaxFields = 1 << 18;

    private int fields;

    /// <exception cref="RefusedGraphException">The bytes are not a graph, or the graph has fields that are not allowed.</exception>
    public static void Require(ReadOnlySpan<byte> file, WireMessage schema)
    {
        WireScan scan = default;
        scan.Message(file, schema);
    }

    private void Message(ReadOnlySpan<byte> bytes, WireMessage message)
    {
        Span<int> counts = stackalloc int[32];
        counts.Clear();
        for (int at = 0; at < bytes.Length;)
        {
            ulong tag = Whole(bytes, ref at);
            (ulong number, ulong type) = (tag >> 3, tag & 7);
            if (number is 0 or > int.MaxValue || type is not (0 or 1 or 2 or 5)) throw Damage("a field has an invalid tag");
            if (!message.Fields.TryGetValue((int)number, out WireField? field)) throw Foreign(message, (int)number);
            int count = ++counts[(int)number];
            if (count > 1 && !field.Repeats) throw Damage($"{message.Name} has its {field.Name} twice");
            if (count > field.MaxCount)
                throw new RefusedGraphException(Invariant($"{message.Name} has more than {field.MaxCount:N0} of the kind {field.Name}"));
            Count(1);
            Value(bytes, ref at, (int)type, message, field);
        }
    }

    private void Value(ReadOnlySpan<byte> bytes, ref int at, int type, WireMessage message, WireField field)
    {
        switch (field.Kind, type)
        {
            case (WireKind.Whole, 0):
                Whole(bytes, ref at);
                return;
            case (WireKind.Single, 5):
                Bytes(bytes, ref at, sizeof(float));
                return;
            case (WireKind.Whole, 2) when field.Repeats:
                ReadOnlySpan<byte> list = Bytes(bytes, ref at, Whole(bytes, ref at));
                Count(list.Length);
                for (int place = 0; place < list.Length;) Whole(list, ref place);
                return;
            case (WireKind.Bytes, 2):
                ReadOnlySpan<byte> content = Bytes(bytes, ref at, Whole(bytes, ref at));
                if (content.Length > field.MaxBytes)
                    throw new RefusedGraphException(
                        Invariant($"the {field.Name} of {message.Name} has {content.Length:N0} bytes, more than {field.MaxBytes:N0}"));
                if (field.Message is { } inner) Message(content, inner);
                return;
            default:
                throw Damage($"the {field.Name} of {message.Name} is of another kind");
        }
    }

    private void Count(int more)
    {
        fields += more;
        if (fields > MaxFields) throw new RefusedGraphException(Invariant($"it has more than {MaxFields:N0} fields"));
    }

    private static ulong Whole(ReadOnlySpan<byte> bytes, ref int at)
    {
        const int MostBytes = 10;
        ulong value = 0;
        for (int i = 0; i < MostBytes && at < bytes.Length; i++)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80) return value;
        }
        throw Damage(at >= bytes.Length ? "it is cut off" : "a number is too long");
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> bytes, ref int at, ulong length)
    {
        if (length > (ulong)(bytes.Length - at)) throw Damage("it is cut off");
        ReadOnlySpan<byte> part = bytes.Slice(at, (int)length);
        at += (int)length;
        return part;
    }

    private static RefusedGraphException Damage(string reason) => new(reason, isDamage: true);

    private static RefusedGraphException Foreign(WireMessage message, int number) => new(
        $"{message.Name} has {message.Refused.GetValueOrDefault(number, $"a field {number.ToString(CultureInfo.InvariantCulture)}")}");
}
