using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace FerNet.Cli.Progress;

/// <summary>One record of a TensorBoard event file: a protobuf message Event in a frame of TFRecord.</summary>
/// <remarks>
/// Source of the layouts: tensorflow/core/util/event.proto, framework/summary.proto and lib/io/record_writer.cc of TensorFlow. A frame is
/// the length (8 bytes, little endian), its checksum, the message, and the message's checksum.
/// </remarks>
internal static class EventRecord
{
    private const int Varint = 0, EightBytes = 1, Bytes = 2, FourBytes = 5;

    /// <summary>The first record of a file.</summary>
    public static byte[] Version(DateTimeOffset time)
    {
        MemoryStream message = Start(time);
        WriteBytes(message, field: 3, "brain.Event:2"u8);
        return Frame(message.ToArray());
    }

    /// <summary>One value of a curve.</summary>
    /// <param name="time">The time of the measurement.</param>
    /// <param name="step">The epoch.</param>
    /// <param name="name">The name of the curve; "loss/training" is in the group "loss".</param>
    /// <param name="value">The value.</param>
    public static byte[] Scalar(DateTimeOffset time, int step, string name, double value)
    {
        MemoryStream point = new();
        WriteBytes(point, field: 1, Encoding.UTF8.GetBytes(name));
        WriteKey(point, field: 2, FourBytes);
        Span<byte> single = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(single, (float)value);
        point.Write(single);
        MemoryStream summary = new();
        WriteBytes(summary, field: 1, point.ToArray());

        MemoryStream message = Start(time);
        WriteKey(message, field: 2, Varint);
        WriteVarint(message, (ulong)step);
        WriteBytes(message, field: 5, summary.ToArray());
        return Frame(message.ToArray());
    }

    /// <summary>The checksum of TFRecord: CRC-32C, rotated and shifted, because the CRC of data that contain a CRC is weak.</summary>
    public static uint MaskedChecksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte one in bytes) sum = BitOperations.Crc32C(sum, one);
        return BitOperations.RotateRight(~sum, 15) + 0xA282EAD8;
    }

    private static byte[] Frame(ReadOnlySpan<byte> message)
    {
        const int Length = sizeof(long), Checksum = sizeof(uint);
        byte[] frame = new byte[Length + Checksum + message.Length + Checksum];
        BinaryPrimitives.WriteInt64LittleEndian(frame, message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(Length), MaskedChecksum(frame.AsSpan(0, Length)));
        message.CopyTo(frame.AsSpan(Length + Checksum));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(frame.Length - Checksum), MaskedChecksum(message));
        return frame;
    }

    private static MemoryStream Start(DateTimeOffset time)
    {
        MemoryStream message = new();
        WriteKey(message, field: 1, EightBytes);
        Span<byte> seconds = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(seconds, time.ToUnixTimeMilliseconds() / 1e3);
        message.Write(seconds);
        return message;
    }

    private static void WriteBytes(MemoryStream message, int field, ReadOnlySpan<byte> bytes)
    {
        WriteKey(message, field, Bytes);
        WriteVarint(message, (ulong)bytes.Length);
        message.Write(bytes);
    }

    private static void WriteKey(MemoryStream message, int field, int kind) => message.WriteByte((byte)((field << 3) | kind));

    private static void WriteVarint(MemoryStream message, ulong value)
    {
        for (; value > 0x7F; value >>= 7) message.WriteByte((byte)(value | 0x80));
        message.WriteByte((byte)value);
    }
}
