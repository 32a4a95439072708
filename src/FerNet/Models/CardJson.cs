using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FerNet.Training;

namespace FerNet.Models;

/// <summary>
/// Source-generated JSON serialization of the card, because reflection is disabled in trimmed, native and file-based programs.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ModelCard)), JsonSerializable(typeof(ModelColumns))]
internal sealed partial class CardJson : JsonSerializerContext
{
    /// <summary>Keys of cards that were written before 1.0, and their present names.</summary>
    private static readonly (string Earlier, string Now)[] EarlierKeys =
        [("licenceNote", "licenseNotice"), ("deviation", "standardDeviation")];

    public static string Write(ModelCard card) => JsonSerializer.Serialize(card, Default.ModelCard);

    public static string Write(ModelColumns columns) => JsonSerializer.Serialize(columns, Default.ModelColumns);

    /// <exception cref="JsonException">The text is not valid JSON for columns.</exception>
    public static ModelColumns ReadColumns(string text) =>
        JsonSerializer.Deserialize(text, Default.ModelColumns) ?? throw new JsonException("empty");

    /// <summary>Reads a card; missing properties have their defaults, and unknown ones are ignored.</summary>
    /// <exception cref="JsonException">The text is not a card.</exception>
    public static ModelCard Read(string text)
    {
        try
        {
            JsonObject fields = JsonNode.Parse(text) as JsonObject ?? throw new JsonException("no object");
            foreach ((string earlier, string now) in EarlierKeys)
            {
                if (fields[earlier] is { } value && !fields.ContainsKey(now)) fields[now] = value.DeepClone();
            }
            foreach (string dictionary in (string[])["metrics", "startMetrics"])
            {
                if (fields[dictionary] is JsonObject figures) fields[dictionary] = WithPresentNames(figures);
            }
            // Generated code sets missing init properties to null or zero, so the defaults are added to the JSON first.
            foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(new ModelCard(), Default.ModelCard)!.AsObject())
            {
                if (!fields.ContainsKey(name)) fields[name] = value?.DeepClone();
            }
            ModelCard card = fields.Deserialize(Default.ModelCard) ?? throw new JsonException("empty");
            return IsValid(card) ? card : throw new JsonException(
                "an entry of a list is null, a number is NaN or infinite, or the epochs do not rise");
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new JsonException(error.Message, error);
        }
    }

    /// <summary>Renames the metrics of cards that were written before 1.0.</summary>
    private static JsonObject WithPresentNames(JsonObject figures) => new(figures.Select(figure => KeyValuePair.Create(
        figure.Key.Replace(" without twins", " without duplicates", StringComparison.Ordinal), figure.Value?.DeepClone())));

    /// <summary>
    /// Checks what the types do not express: lists have no null entries, numbers are finite, and epochs are in rising order.
    /// </summary>
    private static bool IsValid(ModelCard card) =>
        card.Labels.All(label => label is not null) && card.Warnings.All(warning => warning is not null)
        && card.History.Count <= ModelWriter.MostEpochs && card.History.All(epoch => epoch is not null && IsValid(epoch))
        && card.History.Zip(card.History.Skip(1)).All(pair => pair.First.Epoch < pair.Second.Epoch)
        && float.IsFinite(card.Mean) && float.IsFinite(card.StandardDeviation) && float.IsFinite(card.Temperature)
        && (card.ValidationAccuracy is not { } accuracy || double.IsFinite(accuracy))
        && card.Metrics.Values.Concat(card.StartMetrics.Values).All(double.IsFinite);

    private static bool IsValid(EpochMetrics epoch) =>
        ((double?[])[epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.LearningRate, epoch.ImagesPerSecond])
        .All(number => number is null || double.IsFinite(number.Value));
}
