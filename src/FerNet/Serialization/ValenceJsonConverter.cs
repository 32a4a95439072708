using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerNet.Serialization;

/// <summary>
/// Reads and writes a valence as its name, as in "positive", regardless of other converters. Numbers throw
/// <see cref="System.Text.Json.JsonException"/>.
/// </summary>
public sealed class ValenceJsonConverter() : JsonStringEnumConverter<Valence>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
