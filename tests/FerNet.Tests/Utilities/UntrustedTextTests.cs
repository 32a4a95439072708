using CsCheck;
using FerNet.Tests.Support;
using FerNet.Utilities;

namespace FerNet.Tests.Utilities;

/// <summary>Text from outside never fills, forges or colors a message.</summary>
public class UntrustedTextTests
{
    [Theory]
    [InlineData("C:\\images\\me.jpg")]
    [InlineData("/home/me/Fotos/Süße Grüße 笑顔 😀.png")]
    [InlineData("")]
    public void Ordinary_names_stay_as_they_are(string name) => Assert.Equal(name, UntrustedText.Quote(name));

    [Theory]
    [InlineData("a\nfernet: all is well", "a?fernet: all is well")]
    [InlineData("\e[31mred\e[0m", "?[31mred?[0m")]
    [InlineData("a\u009B31m\u0007\0\r\tb", "a?31m????b")]
    [InlineData("photo\u202Egpj.exe", "photo?gpj.exe")]
    [InlineData("a\u2028b\u2029c\u200Bd", "a?b?c?d")]
    [InlineData(null, "")]
    public void Control_characters_become_question_marks(string? name, string quoted) => Assert.Equal(quoted, UntrustedText.Quote(name));

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_question_mark() => Assert.Equal("half ? pair", UntrustedText.Quote("half \uD83D pair"));

    [Fact]
    public void A_long_text_keeps_its_beginning_and_its_end()
    {
        string quoted = UntrustedText.Quote("data:image/png;base64," + new string('A', 200_000) + "/end.png");
        Assert.Equal(UntrustedText.MaximumLength, quoted.Length);
        Assert.StartsWith("data:image/png;base64,AAA", quoted, StringComparison.Ordinal);
        Assert.EndsWith("A/end.png", quoted, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_one_clean_short_line_and_quoting_twice_changes_nothing() => Gen.String[Gen.Char, 0, 500].ForAll(text =>
    {
        string quoted = UntrustedText.Quote(text);
        return quoted.Length <= UntrustedText.MaximumLength
            && !quoted.Any(one => char.IsControl(one) || one is '\u2028' or '\u2029' or '\u202E')
            && UntrustedText.Quote(quoted) == quoted
                && System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(quoted)) == quoted;
    }, samples: 5000);

    [Fact]
    public void A_long_list_is_cut()
    {
        Assert.Equal("a, b", UntrustedText.QuoteList(["a", "b"]));
        Assert.Equal("0, 1, 2, ...", UntrustedText.QuoteList(Enumerable.Range(0, 100).Select(i => $"{i}"), most: 3));
    }
}
