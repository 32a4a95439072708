using System.Text.Json.Serialization;

namespace FerNet.Cli.Diagnosis;

/// <summary>The status of a part. Missing is for parts that only some commands need.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckStatus>))]
internal enum CheckStatus
{
    [JsonStringEnumMemberName("ok")]
    Works,

    [JsonStringEnumMemberName("missing")]
    Missing,

    [JsonStringEnumMemberName("failed")]
    Fails,
}

/// <summary>The result of a check.</summary>
/// <param name="Name">The part that was checked.</param>
/// <param name="Status">The status of the part.</param>
/// <param name="Detail">Versions and folders, or the error.</param>
/// <param name="Cure">The remedy, a command if there is one; null if none is needed.</param>
internal sealed record CheckResult(string Name, CheckStatus Status, string Detail, string? Cure = null);
