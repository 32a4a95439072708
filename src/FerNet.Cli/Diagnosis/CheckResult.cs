using System.Text.Json.Serialization;

namespace FerNet.Cli.Diagnosis;

/// <summary>Whether a part works; what is missing is a part that only some commands need.</summary>
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

/// <summary>What a check found out.</summary>
/// <param name="Name">The part that was checked.</param>
/// <param name="Status">Whether it works.</param>
/// <param name="Detail">Versions and folders, or what is wrong.</param>
/// <param name="Cure">What to do about it, a command where there is one; null where nothing has to be done.</param>
internal sealed record CheckResult(string Name, CheckStatus Status, string Detail, string? Cure = null);
