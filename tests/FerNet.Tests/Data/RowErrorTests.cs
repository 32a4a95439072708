using FerNet.Data.Tables;

namespace FerNet.Tests.Data;

public class RowErrorTests
{
    [Theory]
    [InlineData("", "''")]
    [InlineData("\u001f \u007e\u007f", "'? ~?'")]
    [InlineData("12345678901234567890", "'12345678901234567890'")]
    [InlineData("123456789012345678901", "'12345678901234567890...'")]
    public void Text_of_a_file_is_shown_short_and_printable(string text, string shown) =>
        Assert.Equal(shown, RowError.Quote(Tables.Bytes(text)));

    [Fact]
    public void The_end_of_the_file_is_named_as_a_cause()
    {
        RowError error = new(3, "wrong");
        Assert.Equal("t.csv, line 12, column 3: wrong", error.In("t.csv", 12, endsFile: false));
        Assert.Equal("t.csv, line 12, column 3: wrong (the file ends in this line: it may be cut off; get it whole)",
            error.In("t.csv", 12, endsFile: true));
    }
}
