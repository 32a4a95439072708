using System.Text;
using System.Text.Json;
using FerNet.Data;
using FerNet.Data.Quality;
using FerNet.Evaluation;

namespace FerNet.Cli.Commands;

/// <summary>The results of <see cref="DatasetCommand"/> as JSON: each face with its index, file, label and split.</summary>
internal sealed class DatasetJson(FerDataset faces, DatasetQuality quality, IReadOnlyList<LabelError>? errors)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    public string Write()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Indented)) Write(json);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", faces.Name);
        json.WriteNumber("count", faces.Count);
        json.WriteString("digest", faces.Digest);
        json.WriteBoolean("hasLabels", faces.HasLabels);
        json.WriteBoolean("hasSplits", faces.HasSplits);
        WriteCounts(json);
        WriteSizes(json);
        WriteGroups(json, "duplicates", quality.Duplicates);
        WriteGroups(json, "nearDuplicates", quality.NearDuplicates);
        WriteFaces(json, "blurred", quality.Blurred);
        WriteFaces(json, "dark", quality.Dark);
        WriteFaces(json, "lowContrast", quality.LowContrast);
        WriteFaces(json, "withoutFace", quality.WithoutFace);
        if (errors is not null) WriteErrors(json, errors);
        WriteReport(json);
        json.WriteEndObject();
    }

    private void WriteCounts(Utf8JsonWriter json)
    {
        json.WriteStartObject("counts");
        foreach (DatasetSplit split in Enum.GetValues<DatasetSplit>())
        {
            json.WriteStartObject(SplitWord(split));
            json.WriteNumber("all", quality.Counts[split]);
            foreach (Emotion emotion in EmotionExtensions.All) json.WriteNumber(emotion.Name(), quality.Counts[emotion, split]);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void WriteSizes(Utf8JsonWriter json)
    {
        if (quality.ImageSizes is not { } sizes) return;
        json.WriteStartObject("imageSizes");
        json.WriteNumber("count", sizes.Count);
        json.WriteNumber("minWidth", sizes.MinWidth);
        json.WriteNumber("minHeight", sizes.MinHeight);
        json.WriteNumber("medianWidth", sizes.MedianWidth);
        json.WriteNumber("medianHeight", sizes.MedianHeight);
        json.WriteNumber("maxWidth", sizes.MaxWidth);
        json.WriteNumber("maxHeight", sizes.MaxHeight);
        json.WriteEndObject();
    }

    private void WriteGroups(Utf8JsonWriter json, string name, IReadOnlyList<DuplicateGroup> groups)
    {
        json.WriteStartArray(name);
        foreach (DuplicateGroup group in groups)
        {
            json.WriteStartObject();
            json.WriteBoolean("crossesSplits", group.CrossesSplits);
            json.WriteBoolean("labelsDiffer", group.LabelsDiffer);
            WriteFaces(json, "faces", group.FaceIndices);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteFaces(Utf8JsonWriter json, string name, IReadOnlyList<int> indices)
    {
        json.WriteStartArray(name);
        foreach (int face in indices)
        {
            json.WriteStartObject();
            WriteFace(json, face);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteErrors(Utf8JsonWriter json, IReadOnlyList<LabelError> suspects)
    {
        json.WriteStartArray("labelErrors");
        foreach (LabelError error in suspects)
        {
            json.WriteStartObject();
            WriteFace(json, error.FaceIndex);
            json.WriteString("suggested", error.Suggested.Name());
            json.WriteNumber("margin", error.Margin);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteFace(Utf8JsonWriter json, int face)
    {
        json.WriteNumber("faceIndex", face);
        json.WriteString("fileName", faces.FileName(face));
        json.WriteNumber("rowNumber", faces.RowNumber(face));
        if (faces.HasLabels) json.WriteString("label", faces.Label(face).Name());
        json.WriteString("split", SplitWord(faces.Split(face)));
    }

    private void WriteReport(Utf8JsonWriter json)
    {
        json.WriteStartArray("leftOut");
        foreach (LeftOutGroup group in faces.LoadReport.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("reason", ErrorText.WithOptions(group.Reason));
            json.WriteNumber("count", group.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (string warning in faces.LoadReport.Warnings) json.WriteStringValue(ErrorText.WithOptions(warning));
        json.WriteEndArray();
    }

    private static string SplitWord(DatasetSplit split) => split switch
    {
        DatasetSplit.Training => "training",
        DatasetSplit.PublicTest => "publicTest",
        _ => "privateTest",
    };
}
