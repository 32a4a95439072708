namespace FerNet.Imaging;

/// <summary>The header of one scan of a JPEG file (ITU-T T.81, B.2.3).</summary>
/// <param name="Parts">The components of the scan, each with the numbers of its Huffman tables.</param>
/// <param name="FirstCoefficient">The first coefficient; 0 where the scan has the coarse (DC) values.</param>
/// <param name="LastCoefficient">The last coefficient; 63 in a baseline file.</param>
/// <param name="EarlierBits">Bits of the coefficients that earlier scans have; the field Ah of the header.</param>
internal sealed record JpegScan(IReadOnlyList<JpegScan.Part> Parts, int FirstCoefficient, int LastCoefficient, int EarlierBits)
{
    /// <summary>One component of a scan: its index in the frame, and the tables of its coarse (DC) and fine (AC) values.</summary>
    internal readonly record struct Part(int Component, int CoarseTable, int FineTable);

    /// <summary>Parses the header; null where it does not match the frame.</summary>
    public static JpegScan? Read(ReadOnlySpan<byte> content, JpegFrame frame)
    {
        int count = content.Length > 0 ? content[0] : 0, settings = 1 + (2 * count);
        if (count is < 1 or > 4 || content.Length < settings + 3) return null;
        Part[] components = new Part[count];
        for (int i = 0; i < count; i++)
        {
            byte id = content[1 + (2 * i)], tables = content[2 + (2 * i)];
            int component = frame.Components.ToList().FindIndex(one => one.Id == id);
            if (component < 0) return null;
            components[i] = new Part(component, tables >> 4, tables & 15);
        }
        return new JpegScan(components, content[settings], content[settings + 1], content[settings + 2] >> 4);
    }

    /// <summary>Whether the scan has the first approximation of its components; the other scans of a progressive file refine it.</summary>
    public bool IsFirstDcScan => FirstCoefficient == 0 && EarlierBits == 0;
}
