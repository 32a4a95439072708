using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerNet.Serialization;

/// <summary>Writes a valence as its name, as in "positive", whatever other converters are added. Numbers are not read.</summary>
public sealed class ValenceJsonConverter() : JsonStringEnumConverter<Valence>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
