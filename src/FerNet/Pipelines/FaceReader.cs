using FerNet.Checks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>Reads the labelled faces of an ML.NET data view, checking each row.</summary>
internal static class FaceReader
{
    private delegate void Fill(Span<byte> patch);

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a type that holds no faces or labels.</exception>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    /// <exception cref="InvalidDataException">A row holds no picture or no emotion; the message names the row.</exception>
    public static FerDataset Read(IDataView input, EmotionTrainerOptions options)
    {
        DataViewSchema.Column image = Column(input, options.FeatureColumnName, "the picture"), label = Column(input, options.LabelColumnName, "the emotion");
        using MemoryStream pixels = new();
        List<Emotion> labels = [];
        byte[] patch = new byte[FacePatch.PixelCount];
        using DataViewRowCursor cursor = input.GetRowCursor([image, label]);
        Fill fill = Pictures(cursor, image);
        Func<Emotion> read = LabelGetter.Of(cursor, label);
        while (cursor.MoveNext())
        {
            fill(patch);
            pixels.Write(patch);
            labels.Add(read());
        }
        if (labels.Count == 0) throw new ArgumentException("The data has no rows, so there is nothing to train on. Look at the path or the filter that its rows come from.", nameof(input));
        return FerDataset.FromFaces(pixels.GetBuffer().AsSpan(0, (int)pixels.Length), labels);
    }

    private static DataViewSchema.Column Column(IDataView input, string name, string what) => input.Schema.GetColumnOrNull(name)
        ?? throw new ArgumentOutOfRangeException(nameof(input), $"The data has no column '{ForeignText.Quote(name)}' for {what}; it has {ForeignText.QuoteList(input.Schema.Select(column => column.Name))}. Name the right one in {nameof(EmotionTrainerOptions)}.");

    private static Fill Pictures(DataViewRowCursor cursor, DataViewSchema.Column image)
    {
        VectorDataViewType? type = image.Type as VectorDataViewType;
        bool isPatch = type?.Size == FacePatch.PixelCount;
        if (isPatch && type!.ItemType == NumberDataViewType.Single)
        {
            ValueGetter<VBuffer<float>> levels = cursor.GetGetter<VBuffer<float>>(image);
            VBuffer<float> row = default;
            return patch =>
            {
                levels(ref row);
                int i = 0;
                foreach (float level in row.DenseValues()) patch[i++] = Level(level, cursor.Position, image.Name);
            };
        }
        if (type?.ItemType != NumberDataViewType.Byte)
        {
            throw new ArgumentOutOfRangeException(nameof(image), $"The column {ForeignText.Quote(image.Name)} is {image.Type}; pictures are a vector of bytes (an encoded file, as LoadRawImageBytes gives it) or of 2,304 grey levels.");
        }
        ValueGetter<VBuffer<byte>> bytes = cursor.GetGetter<VBuffer<byte>>(image);
        VBuffer<byte> content = default;
        return patch =>
        {
            bytes(ref content);
            byte[] values = [.. content.DenseValues()];
            if (!isPatch) values = EncodedFace.Patch(values, $"Row {cursor.Position}, column {ForeignText.Quote(image.Name)}");
            values.CopyTo(patch);
        };
    }

    private static byte Level(float level, long row, string column) => level is >= 0 and <= 255
        ? (byte)MathF.Round(level)
        : throw new InvalidDataException($"Row {row}, column {column}: the grey level {level}; levels run from 0 (black) to 255 (white).");
}
