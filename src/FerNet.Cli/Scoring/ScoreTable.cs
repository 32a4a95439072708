using FerNet.Faces;
using Parquet;
using Parquet.Schema;

namespace FerNet.Cli.Scoring;

/// <summary>Writes the results as a Parquet table. Columns may be added in later versions.</summary>
internal static class ScoreTable
{
    public const string FileColumn = "file", EmotionColumn = "emotion", ErrorColumn = "error";

    private static readonly Column[] Columns =
    [
        Text(FileColumn, isNullable: false, row => row.File),
        Text("sha256", isNullable: true, row => row.Digest),
        new(new DataField<int?>("face"), (group, field, rows) => group.WriteAsync<int>(field, rows.Select(row => row.FaceIndex).ToArray())),
        Number("box_x", row => row.Face?.Box?.X),
        Number("box_y", row => row.Face?.Box?.Y),
        Number("box_width", row => row.Face?.Box?.Width),
        Number("box_height", row => row.Face?.Box?.Height),
        .. Landmark("right_eye", landmarks => landmarks.RightEye),
        .. Landmark("left_eye", landmarks => landmarks.LeftEye),
        .. Landmark("nose", landmarks => landmarks.Nose),
        .. Landmark("right_mouth", landmarks => landmarks.RightMouthCorner),
        .. Landmark("left_mouth", landmarks => landmarks.LeftMouthCorner),
        Number("detection_confidence", row => row.Face?.DetectionConfidence),
        Text(EmotionColumn, isNullable: true, row => row.Face?.Emotion.Name()),
        Number("confidence", row => row.Face?.Confidence),
        .. EmotionExtensions.All.Select(emotion => Number(emotion.Name(), row => row.Face?[emotion])),
        Text("warning", isNullable: true, row => row.Warning),
        Text(ErrorColumn, isNullable: true, row => row.Error),
    ];

    private static readonly ParquetSchema Schema = new(Columns.Select(column => column.Field));

    /// <summary>Returns a Parquet file.</summary>
    /// <param name="rows">Its rows, at least one.</param>
    /// <param name="metadata">The metadata of the file.</param>
    public static byte[] Write(IReadOnlyList<ScoreRow> rows, IReadOnlyDictionary<string, string> metadata) =>
        WriteAsync(rows, metadata).GetAwaiter().GetResult();

    private static async Task<byte[]> WriteAsync(IReadOnlyList<ScoreRow> rows, IReadOnlyDictionary<string, string> metadata)
    {
        using MemoryStream stream = new();
        ParquetWriter writer = await ParquetWriter.CreateAsync(Schema, stream).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            writer.CustomMetadata = metadata;
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (Column column in Columns) await column.Write(group, column.Field, rows).ConfigureAwait(false);
        }
        return stream.ToArray();
    }

    private static Column Text(string name, bool isNullable, Func<ScoreRow, string?> value) =>
        new(new DataField<string>(name, isNullable), (group, field, rows) => group.WriteAsync(field, rows.Select(value).ToArray()));

    private static Column Number(string name, Func<ScoreRow, float?> value) =>
        new(new DataField<float?>(name), (group, field, rows) => group.WriteAsync<float>(field, rows.Select(value).ToArray()));

    private static Column[] Landmark(string name, Func<FaceLandmarks, FacePoint> point) =>
    [
        Number($"{name}_x", row => row.Face?.Landmarks is { } landmarks ? point(landmarks).X : null),
        Number($"{name}_y", row => row.Face?.Landmarks is { } landmarks ? point(landmarks).Y : null),
    ];

    private sealed record Column(DataField Field, Func<ParquetRowGroupWriter, DataField, IReadOnlyList<ScoreRow>, Task> Write);
}
