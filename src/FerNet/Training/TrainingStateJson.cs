using System.Text.Json.Serialization;

namespace FerNet.Training;

/// <summary>The serializer of what a checkpoint says, generated at build time.</summary>
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class TrainingStateJson : JsonSerializerContext;
