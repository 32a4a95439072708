using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerNet.Faces;

/// <summary>Reads and writes a point as a list of two numbers, [x, y]. Thread-safe.</summary>
public sealed class FacePointJsonConverter : JsonConverter<FacePoint>
{
    /// <inheritdoc/>
    public override FacePoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Require(reader.TokenType == JsonTokenType.StartArray);
        Require(reader.Read() && reader.TokenType == JsonTokenType.Number);
        float x = reader.GetSingle();
        Require(reader.Read() && reader.TokenType == JsonTokenType.Number);
        float y = reader.GetSingle();
        Require(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
        return new FacePoint(x, y);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FacePoint value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        writer.WriteNumberValue(value.X);
        writer.WriteNumberValue(value.Y);
        writer.WriteEndArray();
    }

    private static void Require(bool isPoint)
    {
        if (!isPoint) throw new JsonException("A point is a list of two numbers, [x, y].");
    }
}
