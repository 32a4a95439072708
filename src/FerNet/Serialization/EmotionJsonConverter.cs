using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerNet.Serialization;

/// <summary>
/// Reads and writes an emotion as its name, as in "happy", regardless of other converters. Numbers throw
/// <see cref="System.Text.Json.JsonException"/>.
/// </summary>
public sealed class EmotionJsonConverter() : JsonStringEnumConverter<Emotion>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
