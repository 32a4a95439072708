using System.Text.Json.Serialization;

namespace FerNet.Training.Identity;

/// <summary>Serializers of run identities, generated at build time: no reflection, and the same text everywhere.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RunIdentity))]
[JsonSerializable(typeof(DetectorIdentity))]
internal sealed partial class IdentityJson : JsonSerializerContext;
