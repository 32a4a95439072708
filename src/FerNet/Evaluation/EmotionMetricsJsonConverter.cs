using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerNet.Evaluation;

/// <summary>Writes metrics as <see cref="EmotionMetrics.ToJson"/> does, regardless of other converters, and reads them.</summary>
public sealed class EmotionMetricsJsonConverter : JsonConverter<EmotionMetrics>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">A figure is missing, or the figures are inconsistent.</exception>
    public override EmotionMetrics Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        (EvaluationCounts emotions, EvaluationCounts groups) = MetricsJson.Read(document.RootElement);
        return new EmotionMetrics(emotions, groups);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EmotionMetrics value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        MetricsJson.Write(writer, value);
    }
}
