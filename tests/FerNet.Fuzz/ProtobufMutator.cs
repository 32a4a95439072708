namespace FerNet.Fuzz;

/// <summary>Changes fields of a protobuf message of any kind, at any depth, and keeps all lengths right.</summary>
/// <remarks>The wire format: protobuf.dev, "Encoding".</remarks>
internal static class ProtobufMutator
{
    private const int MaxDepth = 12;

    private const int Varint = 0, Fixed64 = 1, LengthDelimited = 2, Fixed32 = 5;

    /// <summary>Changes one to three fields; bytes that are no message are changed as bytes.</summary>
    public static byte[] Change(byte[] message, Random random)
    {
        for (int change = random.Next(1, 4); change > 0; change--) message = ChangeOne(message, random, 0);
        return message;
    }

    private static byte[] ChangeOne(byte[] message, Random random, int depth)
    {
        if (depth == MaxDepth || !TryParse(message, out List<Field> fields) || fields.Count == 0)
            return ByteMutator.Change(message, message, random);
        int at = random.Next(fields.Count);
        Field field = fields[at];
        switch (random.Next(10))
        {
            case 0: fields.RemoveAt(at); break;
            case 1: fields.Insert(at, field); break;
            case 2: fields.Add(fields[random.Next(fields.Count)]); break;
            case 3: fields[at] = field with { Number = (uint)random.Next(1, 40) }; break;
            case 4: (fields[at], fields[^1]) = (fields[^1], fields[at]); break;
            case 5 when field.Type == LengthDelimited && field.Content.Length < 1 << 12:
                for (int copy = 1 << random.Next(10); copy > 0; copy--) fields.Add(field);
                break;
            default:
                fields[at] = field with
                {
                    Value = random.Next(3) == 0 ? (ulong)random.NextInt64(long.MinValue, long.MaxValue) : (ulong)random.Next(-2, 70),
                    Content = field.Type == LengthDelimited ? ChangeOne(field.Content, random, depth + 1) : field.Content,
                };
                break;
        }
        return Write(fields);
    }

    private static bool TryParse(byte[] bytes, out List<Field> fields)
    {
        fields = [];
        for (int at = 0; at < bytes.Length;)
        {
            if (!TryReadVarint(bytes, ref at, out ulong tag) || tag >> 3 is 0 or > 1 << 20) return false;
            int type = (int)(tag & 7);
            ulong value = 0;
            int length = type switch { Varint => 0, Fixed64 => 8, Fixed32 => 4, LengthDelimited => 0, _ => -1 };
            if (length < 0) return false;
            if (type is Varint or LengthDelimited && !TryReadVarint(bytes, ref at, out value)) return false;
            if (type == LengthDelimited)
            {
                if (value > (ulong)(bytes.Length - at)) return false;
                length = (int)value;
            }
            if (length > bytes.Length - at) return false;
            fields.Add(new Field((uint)(tag >> 3), type, value, bytes[at..(at + length)]));
            at += length;
        }
        return true;
    }

    private static bool TryReadVarint(byte[] bytes, ref int at, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 70 && at < bytes.Length; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return true;
        }
        return false;
    }

    private static byte[] Write(List<Field> fields)
    {
        using MemoryStream bytes = new();
        foreach (Field field in fields)
        {
            WriteVarint(bytes, ((ulong)field.Number << 3) | (uint)field.Type);
            if (field.Type == Varint) WriteVarint(bytes, field.Value);
            if (field.Type == LengthDelimited) WriteVarint(bytes, (ulong)field.Content.Length);
            bytes.Write(field.Content);
        }
        return bytes.ToArray();
    }

    private static void WriteVarint(MemoryStream bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.WriteByte((byte)(value | 0x80));
        bytes.WriteByte((byte)value);
    }

    private readonly record struct Field(uint Number, int Type, ulong Value, byte[] Content);
}
