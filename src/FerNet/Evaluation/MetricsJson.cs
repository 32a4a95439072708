using System.Text;
using System.Text.Json;

namespace FerNet.Evaluation;

/// <summary>Metrics as one JSON object.</summary>
internal static class MetricsJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <param name="metrics">The figures.</param>
    /// <param name="mistakes">Mistakes to list; null for figures alone.</param>
    public static string Write(EmotionMetrics metrics, IReadOnlyList<EmotionMistake>? mistakes = null)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Indented)) Write(json, metrics, mistakes);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <inheritdoc cref="Write(EmotionMetrics, IReadOnlyList{EmotionMistake}?)"/>
    public static void Write(Utf8JsonWriter json, EmotionMetrics metrics, IReadOnlyList<EmotionMistake>? mistakes = null)
    {
        json.WriteStartObject();
        WriteFigures(json, metrics);
        json.WriteStartObject("groups");
        WriteFigures(json, metrics.Groups);
        json.WriteEndObject();
        if (mistakes is not null) WriteMistakes(json, mistakes);
        json.WriteEndObject();
    }

    /// <summary>Restores the counts from which the figures of a written object were computed.</summary>
    /// <exception cref="JsonException">A figure is missing, or the figures are inconsistent.</exception>
    public static (EvaluationCounts Emotions, EvaluationCounts Groups) Read(JsonElement json)
    {
        try
        {
            return (Counts(json, EmotionExtensions.Names), Counts(json.GetProperty("groups"), Probabilities.GroupNames));
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new JsonException($"These are no metrics: {error.Message}", error);
        }
    }

    private static EvaluationCounts Counts(JsonElement json, IReadOnlyList<string> names)
    {
        string?[] labels = [.. json.GetProperty("labels").EnumerateArray().Select(label => label.GetString())];
        if (!labels.SequenceEqual(names)) throw new ArgumentException($"The labels are not {string.Join(", ", names)}.");
        int[] matrix = [.. json.GetProperty("confusionMatrix").EnumerateArray().SelectMany(row => row.EnumerateArray())
            .Select(count => count.GetInt32())];
        CalibrationBin[] bins = [.. json.GetProperty("calibrationBins").EnumerateArray().Select(bin => new CalibrationBin
        {
            Above = bin.GetProperty("above").GetDouble(),
            UpTo = bin.GetProperty("upTo").GetDouble(),
            Count = bin.GetProperty("count").GetInt32(),
            Confidence = bin.GetProperty("confidence").GetDouble(),
            Accuracy = bin.GetProperty("accuracy").GetDouble(),
        })];
        return EvaluationCounts.Restore(
            names, matrix, json.GetProperty("top2Accuracy").GetDouble(), json.GetProperty("logLoss").GetDouble(), bins);
    }

    private static void WriteFigures(Utf8JsonWriter json, ClassificationMetrics metrics)
    {
        json.WriteNumber("count", metrics.Count);
        json.WriteNumber("accuracy", metrics.Accuracy);
        json.WriteNumber("top2Accuracy", metrics.Top2Accuracy);
        json.WriteNumber("macroPrecision", metrics.MacroPrecision);
        json.WriteNumber("macroRecall", metrics.MacroRecall);
        json.WriteNumber("macroF1", metrics.MacroF1);
        json.WriteNumber("logLoss", metrics.LogLoss);
        json.WriteNumber("cohenKappa", metrics.CohenKappa);
        json.WriteNumber("expectedCalibrationError", metrics.ExpectedCalibrationError);
        WriteMatrix(json, metrics.ConfusionMatrix);
        WriteClasses(json, metrics.PerClass);
        WriteBins(json, metrics.CalibrationBins);
    }

    private static void WriteMistakes(Utf8JsonWriter json, IReadOnlyList<EmotionMistake> mistakes)
    {
        json.WriteStartArray("mistakes");
        foreach (EmotionMistake mistake in mistakes)
        {
            json.WriteStartObject();
            json.WriteNumber("faceIndex", mistake.FaceIndex);
            json.WriteString("fileName", mistake.FileName);
            json.WriteNumber("rowNumber", mistake.RowNumber);
            json.WriteString("label", mistake.Label.Name());
            json.WriteString("predicted", mistake.Predicted.Name());
            json.WriteNumber("confidence", mistake.Confidence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMatrix(Utf8JsonWriter json, ConfusionMatrix matrix)
    {
        json.WriteStartArray("labels");
        foreach (string name in matrix.Names) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("confusionMatrix");
        for (int label = 0; label < matrix.Size; label++)
        {
            json.WriteStartArray();
            for (int predicted = 0; predicted < matrix.Size; predicted++) json.WriteNumberValue(matrix[label, predicted]);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WriteClasses(Utf8JsonWriter json, IReadOnlyList<ClassMetrics> classes)
    {
        json.WriteStartObject("perClass");
        foreach (ClassMetrics one in classes)
        {
            json.WriteStartObject(one.Name);
            json.WriteNumber("support", one.Support);
            json.WriteNumber("predicted", one.Predicted);
            json.WriteNumber("correct", one.Correct);
            json.WriteNumber("precision", one.Precision);
            json.WriteNumber("recall", one.Recall);
            json.WriteNumber("f1", one.F1);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteBins(Utf8JsonWriter json, IReadOnlyList<CalibrationBin> bins)
    {
        json.WriteStartArray("calibrationBins");
        foreach (CalibrationBin bin in bins)
        {
            json.WriteStartObject();
            json.WriteNumber("above", bin.Above);
            json.WriteNumber("upTo", bin.UpTo);
            json.WriteNumber("count", bin.Count);
            json.WriteNumber("confidence", bin.Confidence);
            json.WriteNumber("accuracy", bin.Accuracy);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
