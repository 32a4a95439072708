using System.Text;
using CsCheck;
using FerNet.Data.Tables;
using FerNet.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data;

public class PixelTextTests
{
    private static readonly byte[] Sevens = Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Repeat(7, FacePatch.PixelCount)));

    private static readonly Gen<byte[]> Faces = Gen.OneOf(Gen.Byte, Gen.Byte[0, 12], Gen.Byte[95, 105]).Array[FacePatch.PixelCount];

    [Fact]
    public void The_fast_reader_reads_every_plain_face() => Faces.ForAll(face =>
    {
        byte[] pixels = new byte[FacePatch.PixelCount];
        return PixelText.TryReadFast(Text(face), pixels) && pixels.SequenceEqual(face);
    }, samples: 300);

    [Fact]
    public void What_the_fast_reader_accepts_the_careful_one_reads_alike() =>
        Gen.Select(Faces, Gen.Select(Gen.Int[0, 11_000],
            Gen.OneOf(Gen.Byte, Gen.Int[0, 14].Select(i => (byte)" 0123456789,-/:"[i]))).Array[1, 3]).ForAll((face, changes) =>
        {
            byte[] text = Text(face);
            foreach ((int place, byte value) in changes) text[place % text.Length] = value;
            byte[] fast = new byte[FacePatch.PixelCount];
            byte[] careful = new byte[FacePatch.PixelCount];
            bool accepted = PixelText.TryReadFast(text, fast);
            RowError? error = PixelText.ReadCarefully(text, careful);
            return accepted ? error is null && fast.SequenceEqual(careful) : error is not null || !IsPlain(text);
        }, samples: 2_000);

    [Fact]
    public void Every_word_of_up_to_four_letters_is_judged_as_by_the_careful_reader()
    {
        const int Letters = 7;
        byte[] letters = "059 /:-"u8.ToArray();
        byte[] expected = new byte[FacePatch.PixelCount];
        byte[] pixels = new byte[FacePatch.PixelCount];
        // At the start, where words have nothing before them, in the middle and at the end.
        foreach (int place in (int[])[0, 1, 1_000, FacePatch.PixelCount - 1])
        {
            for (int number = 0; number < Letters * Letters * Letters * Letters; number++)
            {
                string word = string.Concat(((int[])[1, Letters, Letters * Letters, Letters * Letters * Letters])
                    .Select(one => (char)letters[number / one % Letters]));
                byte[] text = WithWord(word.TrimEnd('-'), place);
                if (!PixelText.TryReadFast(text, pixels)) continue;
                Assert.Null(PixelText.ReadCarefully(text, expected));
                Assert.Equal(expected, pixels);
            }
        }
    }

    [Fact]
    public void Numbers_to_255_are_read_and_larger_ones_are_not()
    {
        byte[] pixels = new byte[FacePatch.PixelCount];
        for (int number = 0; number < 1_000; number++)
        {
            int place = number * 2;
            Assert.Equal(number <= 255, PixelText.TryReadFast(WithWord(FormattableString.Invariant($"{number}"), place), pixels));
            if (number <= 255) Assert.Equal(number, pixels[place]);
        }
    }

    [Fact]
    public void The_longest_face_is_read_and_texts_and_buffers_of_another_length_are_not()
    {
        byte[] pixels = new byte[FacePatch.PixelCount];
        Assert.True(PixelText.TryReadFast(Text([.. Enumerable.Repeat((byte)255, FacePatch.PixelCount)]), pixels));
        Assert.All(pixels, pixel => Assert.Equal(255, pixel));
        for (int length = 0; length < 10; length++) Assert.False(PixelText.TryReadFast(Sevens.AsSpan(0, length), pixels));
        Assert.False(PixelText.TryReadFast(Sevens, new byte[FacePatch.PixelCount - 1]));
        Assert.False(PixelText.TryReadFast(Sevens, new byte[FacePatch.PixelCount + 1]));
    }

    [Fact]
    public void Two_wrong_words_do_not_cancel_each_other()
    {
        byte[] pixels = new byte[FacePatch.PixelCount];
        byte[] wrong = "1234"u8.ToArray();
        for (int distance = 1; distance <= 64; distance++)
        {
            byte[] first = WithWord("1234", 100);
            int second = (2 * (100 + distance)) + wrong.Length - 1;
            Assert.False(PixelText.TryReadFast([.. first.AsSpan(0, second), .. wrong, .. first.AsSpan(second + 1)], pixels));
        }
    }

    [Theory]
    [InlineData("x9", "'x9' is not a number; a pixel is a whole number from 0 to 255")]
    [InlineData("1-", "'1-' is not a number; a pixel is a whole number from 0 to 255")]
    [InlineData("256", "'256' is over 255; a pixel is a whole number from 0 to 255")]
    [InlineData("99999999999", "'99999999999' is over 255; a pixel is a whole number from 0 to 255")]
    public void A_wrong_word_is_named_with_its_column(string word, string expected)
    {
        RowError? error = PixelText.ReadCarefully(WithWord(word, place: 3), new byte[FacePatch.PixelCount]);
        Assert.Equal((7, expected), (error!.Column, error.Message));
    }

    [Fact]
    public void Blanks_before_after_and_between_do_not_matter()
    {
        byte[] face = Tables.Pixels(1);
        byte[] pixels = new byte[FacePatch.PixelCount];
        Assert.Null(PixelText.Read(Encoding.ASCII.GetBytes("  " + string.Join(" \t ", face) + " "), pixels));
        Assert.Equal(face, pixels);
    }

    /// <summary>A face of sevens with one word in place of a number.</summary>
    private static byte[] WithWord(string word, int place) =>
        [.. Sevens.AsSpan(0, 2 * place), .. Encoding.ASCII.GetBytes(word), .. Sevens.AsSpan((2 * place) + 1)];

    private static bool IsPlain(byte[] text)
    {
        string all = Encoding.ASCII.GetString(text);
        return text[0] != ' ' && text[^1] != ' ' && !text.Contains((byte)'\t') && all.Split(' ').All(word => word.Length is >= 1 and <= 3);
    }

    private static byte[] Text(byte[] face) => Encoding.ASCII.GetBytes(string.Join(' ', face));
}
