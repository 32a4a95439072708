using System.Text;
using CsCheck;
using FerNet.Data.Tables;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data;

public class CsvFieldsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(",", "|")]
    [InlineData(" a , b ", "a|b")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("  \"a,b\"  ,c", "a,b|c")]
    [InlineData("\"a\"\",b\",c", "a\"\",b|c")]
    [InlineData("\"a,b", "\"a|b")]
    [InlineData("\"", "\"")]
    [InlineData("a\"b,c\"", "a\"b|c\"")]
    [InlineData("\"\",a", "|a")]
    [InlineData("a,b,c,d,e", "a|b|c|d")]
    public void Fields_by_hand(string line, string fields)
    {
        byte[] bytes = Tables.Bytes(line);
        Range[] found = new Range[4];
        int count = CsvFields.Split(bytes, found);
        Assert.Equal(fields, string.Join('|', found.Take(count).Select(range => Encoding.UTF8.GetString(bytes[range]))));
    }

    [Fact]
    public void Fields_are_those_of_a_slow_reader()
    {
        Gen<string> field = Gen.Select(Gen.Char["ab ,\""].Array[0, 6], Gen.Bool).Select((letters, quoted) =>
        {
            string text = new string(letters).Trim();
            return quoted || text.Contains(',', StringComparison.Ordinal) || text.StartsWith('"')
                ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        });
        field.Array[1, 8].ForAll(fields =>
        {
            byte[] line = Tables.Bytes(string.Join(',', fields));
            Range[] found = new Range[20];
            int count = CsvFields.Split(line, found);
            return count == fields.Length
                && fields.Select((text, i) => text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text)
                .SequenceEqual(found.Take(count).Select(range => Encoding.UTF8.GetString(line[range])));
        }, samples: 20_000);
    }
}
