using System.Text.Json;
using FerNet.Utilities;

namespace FerNet.Training.Identity;

/// <summary>Describes the settings and inputs in which two run identities differ.</summary>
internal static class IdentityDifference
{
    private const int MostNamed = 8, LongestValue = 40;

    /// <summary>Returns a text such as "Seed: 1 in the checkpoint, 9 now; Recipe.BatchSize: 64 in the checkpoint, 32 now".</summary>
    /// <param name="before">The identity in the checkpoint, a JSON object.</param>
    /// <param name="now">The identity of this run, a JSON object.</param>
    /// <exception cref="JsonException">One of the two texts is not JSON.</exception>
    public static string Text(string before, string now)
    {
        Dictionary<string, string> old = Values(before), current = Values(now);
        string[] settings = [.. current.Keys.Union(old.Keys)
            .Where(setting => old.GetValueOrDefault(setting) != current.GetValueOrDefault(setting))];
        if (settings.Length == 0) return "the same values stand in another order";
        string listed = string.Join("; ", settings.Take(MostNamed)
            .Select(setting => $"{UntrustedText.Quote(setting)}: {Shown(old, setting)} in the checkpoint, {Shown(current, setting)} now"));
        return settings.Length > MostNamed ? $"{listed}; and {settings.Length - MostNamed} other values" : listed;
    }

    private static string Shown(Dictionary<string, string> values, string name)
    {
        if (!values.TryGetValue(name, out string? value)) return "nothing";
        return UntrustedText.Quote(value.Length > LongestValue ? $"{value[..12]}..." : value);
    }

    /// <summary>All values by their paths, such as "Network.Layers[3].Filters".</summary>
    private static Dictionary<string, string> Values(string json)
    {
        Dictionary<string, string> values = [];
        using JsonDocument document = JsonDocument.Parse(json);
        Collect(document.RootElement, "", values);
        return values;
    }

    private static void Collect(JsonElement element, string path, Dictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                    Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", values);
                break;
            case JsonValueKind.Array:
                values[$"{path}.Count"] = $"{element.GetArrayLength()}";
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray()) Collect(item, $"{path}[{index++}]", values);
                break;
            default:
                values[path] = element.ValueKind switch
                {
                    JsonValueKind.String => element.GetString()!,
                    JsonValueKind.Null => "none",
                    _ => element.GetRawText(),
                };
                break;
        }
    }
}
