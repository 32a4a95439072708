using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerNet.Serialization;

/// <summary>Reads and writes seven probabilities as an object with a property for each emotion, as in {"angry": 0.1, ...}.</summary>
public sealed class ProbabilitiesJsonConverter : JsonConverter<IReadOnlyList<float>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<float> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Probabilities are an object, not a list.");
        float?[] probabilities = new float?[EmotionExtensions.Count];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? name = reader.GetString();
            int index = Enumerable.Range(0, EmotionExtensions.Count).FirstOrDefault(i => EmotionExtensions.Names[i] == name, -1);
            if (index < 0) throw new JsonException($"There is no emotion {Utilities.UntrustedText.Quote(name)}.");
            reader.Read();
            probabilities[index] = reader.GetSingle();
        }
        int missing = Array.FindIndex(probabilities, value => value is null);
        return missing < 0
            ? [.. probabilities.Select(value => value!.Value)]
            : throw new JsonException($"The probability of {EmotionExtensions.Names[missing]} is missing.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<float> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        foreach ((int index, float probability) in value.Index()) writer.WriteNumber(EmotionExtensions.Names[index], probability);
        writer.WriteEndObject();
    }
}
