namespace FerNet.Fuzz;

/// <summary>Changes of bytes that know nothing of their format.</summary>
internal static class ByteMutator
{
    private static readonly byte[][] Numbers =
    [
        [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0x7F, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80], [0, 0, 0, 0], [1, 0, 0, 0],
        [0, 0, 0, 1], [0xFE, 0xFF, 0xFF, 0xFF], [0, 0x10, 0, 0], [0, 0, 0xC0, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
    ];

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "0", "-1", "1e999", "NaN", "Infinity", "99999999999999999999", "\n", "\r", "\0", ",", "\"", "\u001b[2J", "../", "{", "[", " ",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <summary>Makes one to four changes; <paramref name="other"/> is another file to take a part of.</summary>
    public static byte[] Change(byte[] whole, byte[] other, Random random)
    {
        List<byte> bytes = [.. whole];
        for (int change = random.Next(1, 5); change > 0; change--) ChangeOnce(bytes, other, random);
        return [.. bytes];
    }

    private static void ChangeOnce(List<byte> bytes, byte[] other, Random random)
    {
        int at = random.Next(bytes.Count + 1), length = Math.Min(1 << random.Next(12), bytes.Count - at);
        switch (random.Next(10))
        {
            case 0 when length > 0: bytes[at] = (byte)random.Next(256); break;
            case 1 when length > 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 2 when length > 0: bytes[at] += (byte)(random.Next(2) == 0 ? 1 : 255); break;
            case 3: bytes.RemoveRange(at, length); break;
            case 4 when bytes.Count < 1 << 20: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 5: Overwrite(bytes, at, Numbers[random.Next(Numbers.Length)]); break;
            case 6: bytes.InsertRange(at, Words[random.Next(Words.Length)]); break;
            case 7 when other.Length > 0:
                int from = random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + 64)]);
                break;
            case 8 when random.Next(4) == 0: bytes.RemoveRange(at, bytes.Count - at); break;
            default:
                for (int i = at; i < at + Math.Min(length, 16); i++) bytes[i] = (byte)random.Next(256);
                break;
        }
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (int i = 0; i < with.Length && at + i < bytes.Count; i++) bytes[at + i] = with[i];
    }
}
