using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerNet.Serialization;

/// <summary>Writes an emotion as its name, as in "happy", whatever other converters are added. Numbers are not read.</summary>
public sealed class EmotionJsonConverter() : JsonStringEnumConverter<Emotion>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
