using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace FerNet.ModelFile;

/// <summary>The card's JSON by generated code: reflection is switched off in trimmed, native and file-based programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class CardJson : JsonSerializerContext
{
    public static string Write(ModelCard card) => JsonSerializer.Serialize(card, Default.ModelCard);

    /// <summary>Reads a card; what the text lacks has its default, what this version does not know is passed over.</summary>
    /// <exception cref="JsonException">The text is no card.</exception>
    public static ModelCard Read(string text)
    {
        try
        {
            JsonObject fields = JsonNode.Parse(text) as JsonObject ?? throw new JsonException("no object");
            // Cards written before 1.0 have the key in British spelling.
            if (fields["licenceNote"] is { } note && !fields.ContainsKey("licenseNotice")) fields["licenseNotice"] = note.DeepClone();
            // Generated code sets every init property, to null or zero where the text lacks it: the defaults are written in before.
            foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(new ModelCard(), Default.ModelCard)!.AsObject())
            {
                if (!fields.ContainsKey(name)) fields[name] = value?.DeepClone();
            }
            return fields.Deserialize(Default.ModelCard) ?? throw new JsonException("empty");
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new JsonException(error.Message, error);
        }
    }
}
