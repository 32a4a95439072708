using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FerNet.Training;

namespace FerNet.Models;

/// <summary>The card's JSON by generated code: reflection is switched off in trimmed, native and file-based programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ModelCard)), JsonSerializable(typeof(ModelColumns))]
internal sealed partial class CardJson : JsonSerializerContext
{
    /// <summary>Keys of cards that were written before 1.0, and what they are called now.</summary>
    private static readonly (string Earlier, string Now)[] EarlierKeys =
        [("licenceNote", "licenseNotice"), ("deviation", "standardDeviation")];

    public static string Write(ModelCard card) => JsonSerializer.Serialize(card, Default.ModelCard);

    public static string Write(ModelColumns columns) => JsonSerializer.Serialize(columns, Default.ModelColumns);

    /// <exception cref="JsonException">The text names no columns.</exception>
    public static ModelColumns ReadColumns(string text) =>
        JsonSerializer.Deserialize(text, Default.ModelColumns) ?? throw new JsonException("empty");

    /// <summary>Reads a card; what the text lacks has its default, what this version does not know is passed over.</summary>
    /// <exception cref="JsonException">The text is no card.</exception>
    public static ModelCard Read(string text)
    {
        try
        {
            JsonObject fields = JsonNode.Parse(text) as JsonObject ?? throw new JsonException("no object");
            foreach ((string earlier, string now) in EarlierKeys)
            {
                if (fields[earlier] is { } value && !fields.ContainsKey(now)) fields[now] = value.DeepClone();
            }
            // Generated code sets every init property, to null or zero where the text lacks it: the defaults are written in before.
            foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(new ModelCard(), Default.ModelCard)!.AsObject())
            {
                if (!fields.ContainsKey(name)) fields[name] = value?.DeepClone();
            }
            ModelCard card = fields.Deserialize(Default.ModelCard) ?? throw new JsonException("empty");
            return IsWhole(card) ? card : throw new JsonException(
                "an entry of a list is null, a number is none, or the epochs do not rise");
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new JsonException(error.Message, error);
        }
    }

    /// <summary>What the types do not say: no entry of a list is null, and each number is one.</summary>
    private static bool IsWhole(ModelCard card) =>
        card.Labels.All(label => label is not null) && card.Warnings.All(warning => warning is not null)
        && card.History.Count <= ModelWriter.MostEpochs && card.History.All(epoch => epoch is not null && IsWhole(epoch))
        && card.History.Zip(card.History.Skip(1)).All(pair => pair.First.Epoch < pair.Second.Epoch)
        && float.IsFinite(card.Mean) && float.IsFinite(card.StandardDeviation) && float.IsFinite(card.Temperature)
        && (card.ValidationAccuracy is not { } accuracy || double.IsFinite(accuracy))
        && card.Metrics.Values.Concat(card.StartMetrics.Values).All(double.IsFinite);

    private static bool IsWhole(EpochMetrics epoch) =>
        ((double?[])[epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.LearningRate, epoch.ImagesPerSecond])
        .All(number => number is null || double.IsFinite(number.Value));
}
