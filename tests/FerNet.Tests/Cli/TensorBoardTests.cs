using System.Buffers.Binary;
using System.Text;
using FerNet.Cli.Progress;
using FerNet.Tests.Support;
using FerNet.Training;
using Google.Protobuf;

namespace FerNet.Tests.Cli;

/// <summary>The event files that TensorBoard reads, read back with protobuf's own reader and a checksum of bits.</summary>
public class TensorBoardTests
{
    /// <summary>CRC-32C of RFC 3720, appendix B.4, and of the usual check string; masked as TFRecord does.</summary>
    [Theory]
    [InlineData("", 0, 0x00000000u)]
    [InlineData("123456789", 9, 0xE3069283u)]
    [InlineData("\0", 32, 0x8A9136AAu)]
    [InlineData("\u00FF", 32, 0x62A8AB43u)]
    public void Checksums_are_those_that_were_published(string text, int length, uint expected)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text.Length == length ? text : new string(text.FirstOrDefault(), length));
        Assert.Equal(expected, Checksum(bytes));
        Assert.Equal(Masked(expected), EventRecord.MaskedChecksum(bytes));
    }

    /// <summary>The first bytes of every event file that TensorFlow writes.</summary>
    [Fact]
    public void A_file_begins_as_those_of_TensorFlow() =>
        Assert.Equal([0x18, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0x7F, 0x4B, 0x22, 0x09], EventRecord.Version(DateTimeOffset.UnixEpoch)[..13]);

    [Fact]
    public void The_curves_are_in_the_file_after_each_epoch()
    {
        using TemporaryFolder folder = new();
        DateTimeOffset before = DateTimeOffset.UtcNow;
        using TensorBoardLog log = new(folder.File("runs/one"));
        EpochMetrics first = Epoch(1) with { ValidationLoss = null, ValidationAccuracy = null }, second = Epoch(300);
        string path = Assert.Single(Directory.GetFiles(folder.File("runs/one")));
        Assert.Single(Read(path));
        log.Add(first);
        Assert.Equal(
            [("loss/training", 1, 1.25f), ("accuracy/training", 1, 0.5f), ("learning rate", 1, 0.03f)],
            Read(path).Skip(1).Select(one => (one.Name, one.Step, one.Value)));
        log.Add(second);
        Record[] records = Read(path);
        Assert.Equal("brain.Event:2", records[0].Version);
        Assert.Equal(
            [
                ("loss/training", 300, 1.25f), ("loss/validation", 300, 1.5f), ("accuracy/training", 300, 0.5f),
                ("accuracy/validation", 300, 0.75f), ("learning rate", 300, 0.03f),
            ],
            records[^5..].Select(one => (one.Name, one.Step, one.Value)));
        double earliest = before.ToUnixTimeSeconds() - 1, latest = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1;
        Assert.All(records, record => Assert.InRange(record.Time, earliest, latest));
    }

    private static EpochMetrics Epoch(int epoch) => new()
    {
        Epoch = epoch,
        Epochs = 300,
        Loss = 1.25,
        Accuracy = 0.5,
        ValidationLoss = 1.5,
        ValidationAccuracy = 0.75,
        LearningRate = 0.03,
        ImagesPerSecond = 1,
        Duration = TimeSpan.Zero,
        TimeLeft = TimeSpan.Zero,
    };

    private static Record[] Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using MemoryStream copy = new();
        file.CopyTo(copy);
        ReadOnlySpan<byte> rest = copy.ToArray();
        List<Record> records = [];
        while (rest.Length > 0)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest);
            Assert.Equal(Masked(Checksum(rest[..8])), BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]));
            byte[] message = rest.Slice(12, length).ToArray();
            Assert.Equal(Masked(Checksum(message)), BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..]));
            records.Add(Parse(message));
            rest = rest[(16 + length)..];
        }
        return [.. records];
    }

    /// <summary>Event: 1 wall time, 2 step, 3 version, 5 summary; Summary: 1 value; Value: 1 tag, 2 number.</summary>
    private static Record Parse(byte[] message)
    {
        Record record = new();
        CodedInputStream input = new(message);
        for (uint key = input.ReadTag(); key != 0; key = input.ReadTag())
        {
            record = WireFormat.GetTagFieldNumber(key) switch
            {
                1 => record with { Time = input.ReadDouble() },
                2 => record with { Step = (int)input.ReadInt64() },
                3 => record with { Version = input.ReadString() },
                5 => WithValue(record, input.ReadBytes()),
                int other => throw new InvalidDataException($"Event has no field {other}."),
            };
        }
        return record;
    }

    private static Record WithValue(Record record, ByteString summary)
    {
        CodedInputStream values = summary.CreateCodedInput();
        Assert.Equal(1, WireFormat.GetTagFieldNumber(values.ReadTag()));
        CodedInputStream value = values.ReadBytes().CreateCodedInput();
        Assert.Equal(1, WireFormat.GetTagFieldNumber(value.ReadTag()));
        string name = value.ReadString();
        Assert.Equal(2, WireFormat.GetTagFieldNumber(value.ReadTag()));
        return record with { Name = name, Value = value.ReadFloat() };
    }

    private static uint Masked(uint checksum) => unchecked(((checksum >> 15) | (checksum << 17)) + 0xA282EAD8u);

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte one in bytes)
        {
            sum ^= one;
            for (int bit = 0; bit < 8; bit++) sum = (sum & 1) == 1 ? (sum >> 1) ^ 0x82F63B78u : sum >> 1;
        }
        return ~sum;
    }

    private sealed record Record
    {
        public double Time { get; init; }

        public int Step { get; init; }

        public string Version { get; init; } = "";

        public string Name { get; init; } = "";

        public float Value { get; init; }
    }
}
