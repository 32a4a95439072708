using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FerNet.Imaging;

namespace FerNet.Data.Tables;

/// <summary>Reads the 2,304 gray levels of a face from text such as "70 80 82".</summary>
internal static class PixelText
{
    private const int Needed = FacePatch.PixelCount;
    private const int Step = 64;

    /// <summary>Reads gray levels in any allowed format; null on success.</summary>
    public static RowError? Read(ReadOnlySpan<byte> text, Span<byte> pixels) =>
        TryReadFast(text, pixels) ? null : ReadCarefully(text, pixels);

    /// <summary>Reads numbers of one to three digits that are separated by one blank; false for any other text, valid or not.</summary>
    /// <remarks>
    /// First the end of each number is found, 64 bytes at a time, and the four bytes before it are gathered as one word; then the words
    /// become gray levels, eight at a time. Numbers do not depend on earlier ones, and no number needs a branch.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReadFast(ReadOnlySpan<byte> text, Span<byte> pixels)
    {
        if (pixels.Length != Needed || text.Length < (2 * Needed) - 1 || text.Length > (4 * Needed) - 1) return false;
        Span<uint> words = stackalloc uint[Needed];
        return GatherWords(text, words) && WordsToLevels(words, pixels);
    }

    /// <summary>
    /// The general reader: any number of blanks between, before and after the numbers. Returns the error with its column, counted from 1 at
    /// the start of <paramref name="text"/>.
    /// </summary>
    public static RowError? ReadCarefully(ReadOnlySpan<byte> text, Span<byte> pixels)
    {
        int found = 0;
        for (int at = 0; at < text.Length;)
        {
            if (IsBlank(text[at]))
            {
                at++;
                continue;
            }
            int end = at;
            while (end < text.Length && !IsBlank(text[end])) end++;
            ReadOnlySpan<byte> word = text[at..end];
            int value = 0;
            foreach (byte letter in word)
            {
                if (letter is < (byte)'0' or > (byte)'9')
                    return new RowError(at + 1, $"{RowError.Quote(word)} is not a number; a pixel is a whole number from 0 to 255");
                value = Math.Min((value * 10) + letter - '0', 1_000_000);
            }
            if (value > 255) return new RowError(at + 1, $"{RowError.Quote(word)} is over 255; a pixel is a whole number from 0 to 255");
            if (found < Needed) pixels[found] = (byte)value;
            found++;
            at = end;
        }
        return found == Needed
            ? null
            : new RowError(1, Invariant($"{found:N0} pixels; a face needs {Needed:N0} ({FacePatch.Size} x {FacePatch.Size})"));
    }

    private static bool IsBlank(byte letter) => letter is (byte)' ' or (byte)'\t';

    /// <summary>
    /// Gathers the last four bytes at the end of each number, including bytes before the number; false where there are not 2,304 numbers.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool GatherWords(ReadOnlySpan<byte> text, Span<uint> words)
    {
        // The first numbers have fewer than four bytes before their end, so blanks are added.
        Span<byte> head = stackalloc byte[8];
        head.Fill((byte)' ');
        text[..4].CopyTo(head[4..]);
        Span<byte> tail = stackalloc byte[Step];
        ref byte first = ref MemoryMarshal.GetReference(text);
        ref uint word = ref MemoryMarshal.GetReference(words);
        int found = 0;
        for (int at = 0; at < text.Length; at += Step)
        {
            ulong blanks;
            if (text.Length - at >= Step)
            {
                blanks = Blanks(ref Unsafe.Add(ref first, at));
            }
            else
            {
                tail.Clear();
                text[at..].CopyTo(tail);
                blanks = Blanks(ref MemoryMarshal.GetReference(tail));
            }
            // Each blank ends a number, and the last number ends without one: from here on all words have room.
            if (found + BitOperations.PopCount(blanks) >= Needed) return false;
            for (; blanks != 0; blanks &= blanks - 1, found++)
            {
                int end = at + BitOperations.TrailingZeroCount(blanks);
                Unsafe.Add(ref word, found) = end < 4
                    ? BinaryPrimitives.ReadUInt32LittleEndian(head[end..])
                    : Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, end - 4));
            }
        }
        if (found != Needed - 1) return false;
        words[found] = BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]);
        return true;
    }

    /// <summary>Converts words to gray levels; false where a word is not a number from 0 to 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool WordsToLevels(ReadOnlySpan<uint> words, Span<byte> pixels)
    {
        Vector256<uint> badLength = Vector256<uint>.Zero;
        Vector256<byte> highestDigit = Vector256<byte>.Zero;
        Vector256<uint> highest = Vector256<uint>.Zero;
        for (int at = 0; at < words.Length; at += 32)
        {
            Vector256<ushort> low = Vector256.Narrow(Eight(words, at), Eight(words, at + 8));
            Vector256<ushort> high = Vector256.Narrow(Eight(words, at + 16), Eight(words, at + 24));
            Vector256.Narrow(low, high).CopyTo(pixels[at..]);
        }
        return badLength == Vector256<uint>.Zero
            && Vector256.LessThanOrEqualAll(highestDigit, Vector256.Create((byte)9))
            && Vector256.LessThanOrEqualAll(highest, Vector256.Create(255u));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<uint> Eight(ReadOnlySpan<uint> words, int at)
        {
            // The ones digit is the highest byte of a word, and earlier bytes are lower. A blank clears its own byte and all earlier ones.
            Vector256<uint> word = Vector256.Create(words.Slice(at, 8));
            Vector256<uint> blankMask = Vector256.Equals(word.AsByte(), Vector256.Create((byte)' ')).AsUInt32();
            blankMask |= blankMask >> 8;
            blankMask |= blankMask >> 16;
            // One to three digits: the first byte is cleared, the last is not.
            badLength |= (blankMask ^ Vector256.Create(0x0000_00FFu)) & Vector256.Create(0xFF00_00FFu);
            Vector256<uint> digits = Vector256.AndNot(word ^ Vector256.Create(0x3030_3030u), blankMask);
            highestDigit = Vector256.Max(highestDigit, digits.AsByte());
            Vector256<uint> levels = (digits >> 24) + (((digits >> 16) & Vector256.Create(0xFFu)) * 10)
                + (((digits >> 8) & Vector256.Create(0xFFu)) * 100);
            highest = Vector256.Max(highest, levels);
            return levels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Blanks(ref byte first) =>
        Vector512.Equals(Vector512.LoadUnsafe(ref first), Vector512.Create((byte)' ')).ExtractMostSignificantBits();
}
