using FerNet.Imaging;
using FerNet.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>Reads the labeled faces of an ML.NET data view, checking each row.</summary>
internal static class FaceReader
{
    private delegate void Fill(Span<byte> patch);

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has a type that holds no faces or labels.</exception>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    /// <exception cref="InvalidDataException">A row holds no image or no emotion; the message names the row.</exception>
    public static FerDataset Read(IDataView input, EmotionTrainerOptions options)
    {
        DataViewSchema.Column image = FaceColumn.Find(input.Schema, options.FeatureColumnName, "the image"),
            label = FaceColumn.Find(input.Schema, options.LabelColumnName, "the emotion");
        using MemoryStream pixels = new();
        List<Emotion> labels = [];
        byte[] patch = new byte[FacePatch.PixelCount];
        using DataViewRowCursor cursor = input.GetRowCursor([image, label]);
        Fill fill = Faces(cursor, image);
        Func<Emotion> read = LabelGetter.Create(cursor, label);
        while (cursor.MoveNext())
        {
            fill(patch);
            pixels.Write(patch);
            labels.Add(read());
        }
        if (labels.Count == 0)
            throw new ArgumentException(
                "The data has no rows, so there is nothing to train on. Look at the path or the filter that its rows come from.",
                    nameof(input));
        return FerDataset.FromFaces(pixels.GetBuffer().AsSpan(0, (int)pixels.Length), labels);
    }

    private static Fill Faces(DataViewRowCursor cursor, DataViewSchema.Column image)
    {
        string Name() => FaceRows.NameOf(cursor.Position, image.Name);
        switch (FaceColumn.KindOf(image))
        {
            case FaceColumnKind.SingleLevels:
                Func<float[]> levels = Values<float>(cursor, image);
                return patch => GrayLevels.Read(levels(), patch, Name);
            case FaceColumnKind.ByteLevels:
                Func<byte[]> bytes = Values<byte>(cursor, image);
                return patch => GrayLevels.Read(bytes(), patch, Name);
            default:
                Func<byte[]> encoded = Values<byte>(cursor, image);
                return patch => EncodedFace.Patch(encoded(), Name()).CopyTo(patch);
        }
    }

    private static Func<T[]> Values<T>(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> getter = cursor.GetGetter<VBuffer<T>>(column);
        VBuffer<T> row = default;
        return () =>
        {
            getter(ref row);
            return [.. row.DenseValues()];
        };
    }
}
