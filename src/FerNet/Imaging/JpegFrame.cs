using System.Buffers.Binary;

namespace FerNet.Imaging;

/// <summary>
/// The frame header of a JPEG file (ITU-T T.81, B.2.2): the size of the image and the sampling factors of each component.
/// </summary>
/// <param name="Marker">0xC0 baseline, 0xC1 extended sequential, 0xC2 progressive; other values are rare.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Components">The luma and chroma components.</param>
internal sealed record JpegFrame(byte Marker, int Width, int Height, IReadOnlyList<JpegFrame.Component> Components)
{
    /// <summary>One component: its identifier and its horizontal and vertical sampling factors.</summary>
    internal readonly record struct Component(byte Id, int Across, int Down);

    /// <summary>SOF0 to SOF15, without DHT, JPG and DAC, whose codes lie between them.</summary>
    public static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Parses the header; null where it is invalid.</summary>
    public static JpegFrame? Read(byte marker, ReadOnlySpan<byte> content)
    {
        if (content.Length < 6 || content.Length < 6 + (3 * content[5])) return null;
        Component[] components = new Component[content[5]];
        for (int i = 0; i < components.Length; i++)
        {
            ReadOnlySpan<byte> part = content.Slice(6 + (3 * i), 3);
            components[i] = new Component(part[0], part[1] >> 4, part[1] & 15);
        }
        JpegFrame frame =
            new(marker, BinaryPrimitives.ReadUInt16BigEndian(content[3..]), BinaryPrimitives.ReadUInt16BigEndian(content[1..]), components);
        bool isSound = frame.Width > 0 && frame.Height > 0 && components.Length > 0
            && components.All(one => one.Across is >= 1 and <= 4 && one.Down is >= 1 and <= 4);
        return isSound ? frame : null;
    }

    public bool IsHuffmanCoded => Marker <= 0xC2;

    public bool IsProgressive => Marker is 0xC2 or 0xC6 or 0xCA or 0xCE;

    public int MostAcross => Components.Max(one => one.Across);

    public int MostDown => Components.Max(one => one.Down);
}
