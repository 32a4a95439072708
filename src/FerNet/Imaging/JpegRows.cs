namespace FerNet.Imaging;

/// <summary>
/// Counts the rows of the image in the data of one coarse (DC) scan: reads the codes (ITU-T T.81, annex F.2.2) and skips their values.
/// </summary>
internal static class JpegRows
{
    private const int BlockSide = 8, LastOfBlock = 63;

    /// <param name="data">The scan's data, from its first byte on.</param>
    /// <param name="frame">The frame, which uses Huffman coding.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="tables">The tables in effect for the scan.</param>
    /// <param name="restartInterval">Units between two restart markers; 0 for none.</param>
    /// <returns>The height of the image, or the rows before the first unit with incomplete data.</returns>
    public static int Count(ReadOnlySpan<byte> data, JpegFrame frame, JpegScan scan, JpegHuffman tables, int restartInterval)
    {
        (int across, int down, int height) = Units(frame, scan);
        JpegBits bits = new(data);
        for (int unit = 0; unit < across * down; unit++)
        {
            bool isThere = restartInterval == 0 || unit == 0 || unit % restartInterval != 0 || bits.SkipRestart();
            if (!isThere || !SkipUnit(ref bits, frame, scan, tables)) return Math.Min(frame.Height, unit / across * height);
        }
        return frame.Height;
    }

    /// <summary>
    /// The number of minimum coded units across and down, and the rows of each. A scan of several components interleaves blocks of each; a
    /// scan of one component has one block per unit.
    /// </summary>
    private static (int Across, int Down, int Height) Units(JpegFrame frame, JpegScan scan)
    {
        (int mostAcross, int mostDown) = (frame.MostAcross, frame.MostDown);
        if (scan.Parts.Count > 1)
            return (Up(frame.Width, BlockSide * mostAcross), Up(frame.Height, BlockSide * mostDown), BlockSide * mostDown);
        JpegFrame.Component one = frame.Components[scan.Parts[0].Component];
        int width = Up(frame.Width * one.Across, mostAcross), height = Up(frame.Height * one.Down, mostDown);
        return (Up(width, BlockSide), Up(height, BlockSide), BlockSide * mostDown / one.Down);
    }

    private static bool SkipUnit(ref JpegBits bits, JpegFrame frame, JpegScan scan, JpegHuffman tables)
    {
        foreach (JpegScan.Part part in scan.Parts)
        {
            JpegFrame.Component component = frame.Components[part.Component];
            int blocks = scan.Parts.Count > 1 ? component.Across * component.Down : 1;
            for (int block = 0; block < blocks; block++)
            {
                if (!SkipBlock(ref bits, scan, part, tables)) return false;
            }
        }
        return true;
    }

    /// <summary>
    /// Skips a block: the size of the DC value and its bits; then runs of zeros, each with the size of the next AC value and its bits.
    /// </summary>
    private static bool SkipBlock(ref JpegBits bits, JpegScan scan, JpegScan.Part part, JpegHuffman tables)
    {
        int size = tables.NextDc(part.CoarseTable, ref bits);
        if (size is < 0 or > 16 || !bits.Skip(size)) return false;
        for (int coefficient = 1; coefficient <= Math.Min(scan.LastCoefficient, LastOfBlock); coefficient++)
        {
            int symbol = tables.NextAc(part.FineTable, ref bits);
            if (symbol < 0) return false;
            int zeros = symbol >> 4, bitsOfValue = symbol & 15;
            // No value after the zeros: the block is at its end, or 16 zeros follow.
            if (bitsOfValue == 0 && zeros < 15) break;
            if (!bits.Skip(bitsOfValue)) return false;
            coefficient += zeros;
        }
        return true;
    }

    private static int Up(int value, int divisor) => (value + divisor - 1) / divisor;
}
