using System.Buffers.Binary;

namespace FerNet.Imaging;

/// <summary>
/// Which scans of a JPEG file are present. A baseline file usually has one scan; a progressive file has first scans with the coarse (DC)
/// values of each component, and later ones that refine them.
/// </summary>
/// <param name="HasEnd">Whether the end marker is present.</param>
/// <param name="Height">Rows of the image; 0 where the file does not state it.</param>
/// <param name="CompleteRows">Rows whose coarse values are present for every component; null where unknown.</param>
/// <param name="RefiningScans">The number of refining scans that begin in a progressive file; 0 for other files.</param>
internal readonly record struct JpegProgress(bool HasEnd, int Height, int? CompleteRows, int RefiningScans)
{
    private const byte DefineTables = 0xC4, DefineRestarts = 0xDD;

    public static JpegProgress Parse(ReadOnlySpan<byte> encoded)
    {
        JpegFrame? frame = null;
        JpegScan? scan = null;
        JpegHuffman tables = new();
        HashSet<int> whole = [];
        int scans = 0, interval = 0, data = 0;
        JpegSegments segments = new(encoded);
        while (segments.MoveNext())
        {
            Finish();
            if (segments.Marker == DefineTables) tables.Define(segments.Content);
            else if (segments.Marker == DefineRestarts && segments.Content.Length >= 2)
                interval = BinaryPrimitives.ReadUInt16BigEndian(segments.Content);
            else if (JpegFrame.IsFrame(segments.Marker)) frame ??= JpegFrame.Read(segments.Marker, segments.Content);
            else if (segments.Marker == JpegSegments.StartOfScan && frame is not null)
            {
                scans++;
                (scan, data) = (JpegScan.Read(segments.Content, frame), segments.Position);
            }
        }
        // The marker of a segment that is cut off still ends the scan before it.
        if (segments.IsTruncated) Finish();
        if (frame is null) return new JpegProgress(segments.HasEnd, 0, null, 0);
        return new JpegProgress(segments.HasEnd, frame.Height, RowsOf(encoded[data..], frame, scan, tables, interval, whole),
            frame.IsProgressive ? scans : 0);

        void Finish()
        {
            if (scan is { IsFirstDcScan: true }) whole.UnionWith(scan.Parts.Select(part => part.Component));
            scan = null;
        }
    }

    private static int? RowsOf(ReadOnlySpan<byte> data, JpegFrame frame, JpegScan? last, JpegHuffman tables, int interval,
        HashSet<int> whole)
    {
        if (whole.Count == frame.Components.Count) return frame.Height;
        if (last is not { IsFirstDcScan: true } || !frame.IsHuffmanCoded) return null;
        bool areAllThere = whole.Union(last.Parts.Select(part => part.Component)).Count() == frame.Components.Count;
        return areAllThere ? JpegRows.Count(data, frame, last, tables, interval) : null;
    }
}
