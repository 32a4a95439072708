using FerNet.Networks.Onnx.Checks;

namespace FerNet.Tests.Networks.Onnx.Checks;

/// <summary>
/// The walk over the bytes of a graph, tried byte by byte: a field begins with 8 times its number, and the kind of its value.
/// </summary>
public class WireScanTests
{
    private static readonly WireMessage Schema = new("a message", new Dictionary<int, WireField>
    {
        [1] = new WireField("number", WireKind.Whole),
        [2] = new WireField("list", WireKind.Whole, Repeats: true),
        [3] = new WireField("single", WireKind.Single),
        [4] = new WireField("text", WireKind.Bytes, Repeats: true) { MaxBytes = 3, MaxCount = 2 },
        [5] = new WireField("part", WireKind.Bytes)
        {
            Message = new WireMessage("a part", new Dictionary<int, WireField> { [1] = new WireField("number", WireKind.Whole) }),
        },
    })
    {
        Refused = new Dictionary<int, string> { [6] = "a subgraph" },
    };

    private static readonly byte[][] Accepted =
    [
        [],
        [0x08, 0x07],
        [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
        [0x10, 1, 0x10, 2, 0x12, 2, 3, 4, 0x12, 0],
        [0x1D, 1, 2, 3, 4],
        [0x22, 3, 65, 66, 67, 0x22, 0],
        [0x2A, 2, 0x08, 0x07],
    ];

    [Fact]
    public void What_the_schema_allows_is_accepted()
    {
        foreach (byte[] bytes in Accepted) WireScan.Require(bytes, Schema);
    }

    public static TheoryData<byte[], string, bool> Refused => new()
    {
        { [0x08], "it is cut off", true },
        { [0x08, 0x80], "it is cut off", true },
        { [0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], "a number is too long", true },
        { [0x1D, 1, 2, 3], "it is cut off", true },
        { [0x22, 3, 65, 66], "it is cut off", true },
        { [0x22, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], "it is cut off", true },
        { [0x12, 1, 0x80], "it is cut off", true },
        { [0x00, 1], "a field has an invalid tag", true },
        { [0x0B, 1], "a field has an invalid tag", true },
        { [0x0C, 1], "a field has an invalid tag", true },
        { [0x88, 0x80, 0x80, 0x80, 0x40, 1], "a field has an invalid tag", true },
        { [0x09, 1, 2, 3, 4, 5, 6, 7, 8], "the number of a message is of another kind", true },
        { [0x0A, 1, 7], "the number of a message is of another kind", true },
        { [0x15, 1, 2, 3, 4], "the list of a message is of another kind", true },
        { [0x18, 1], "the single of a message is of another kind", true },
        { [0x20, 1], "the text of a message is of another kind", true },
        { [0x08, 1, 0x08, 1], "a message has its number twice", true },
        { [0x2A, 4, 0x08, 1, 0x08, 1], "a part has its number twice", true },
        { [0x22, 0, 0x22, 0, 0x22, 0], "a message has more than 2 of the kind text", false },
        { [0x22, 4, 65, 66, 67, 68], "the text of a message has 4 bytes, more than 3", false },
        { [0x32, 0], "a message has a subgraph", false },
        { [0x38, 0], "a message has a field 7", false },
        { [0x2A, 2, 0x10, 0], "a part has a field 2", false },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Everything_else_is_refused(byte[] bytes, string reason, bool isDamage) => AssertRefused(bytes, reason, isDamage);

    [Fact]
    public void Fields_and_the_bytes_of_lists_are_counted_together()
    {
        byte[] List(int length) =>
            [0x12, (byte)(length | 0x80), (byte)((length >> 7) | 0x80), (byte)(length >> 14), .. Enumerable.Repeat((byte)1, length)];
        byte[] full = List(WireScan.MaxFields - 2);
        WireScan.Require([.. full, 0x08, 1], Schema);
        AssertRefused([.. full, 0x08, 1, 0x10, 1], "it has more than 262,144 fields", isDamage: false);
        AssertRefused([.. full, 0x2A, 2, 0x08, 1], "it has more than 262,144 fields", isDamage: false);
        AssertRefused(List(WireScan.MaxFields), "it has more than 262,144 fields", isDamage: false);
    }

    private static void AssertRefused(byte[] bytes, string reason, bool isDamage)
    {
        RefusedGraphException refused = Assert.Throws<RefusedGraphException>(() => WireScan.Require(bytes, Schema));
        Assert.Equal((reason, isDamage), (refused.Message, refused.IsDamage));
    }
}
