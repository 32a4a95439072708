using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerNet.Data.DatasetFiles;

/// <summary>The first entry of a dataset file: all data that is not a number for each face.</summary>
internal sealed record DatasetFileHeader
{
    /// <summary>The version of the format; a reader refuses later ones.</summary>
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    public required string Name { get; init; }

    public required int Count { get; init; }

    public required bool HasLabels { get; init; }

    public required bool HasSplits { get; init; }

    public required bool HasVotes { get; init; }

    /// <summary>The names of labels 0 to 6, for other programs.</summary>
    public required IReadOnlyList<string> Emotions { get; init; }

    /// <summary>The image file of each face, null for a row of a table; null where no face has one.</summary>
    public required IReadOnlyList<string?>? Files { get; init; }

    public required DatasetLoadReport Report { get; init; }

    public required int BadRows { get; init; }

    public required IReadOnlyList<string> BadRowMessages { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, DatasetFileJson.Default.DatasetFileHeader);

    /// <exception cref="JsonException">The text is not a header.</exception>
    public static DatasetFileHeader FromJson(ReadOnlySpan<byte> json)
    {
        DatasetFileHeader header =
            JsonSerializer.Deserialize(json, DatasetFileJson.Default.DatasetFileHeader) ?? throw new JsonException("null");
        return header.HasNoNullEntries ? header : throw new JsonException("an entry of a list is null, or a list is missing");
    }

    /// <summary>
    /// Checks what the types do not express: only <see cref="Files"/> may have null entries. Generated code sets a list to null where the
    /// text lacks it.
    /// </summary>
    private bool HasNoNullEntries => IsWhole(Emotions) && IsWhole(BadRowMessages) && IsWhole(Report.Warnings) && IsWhole(Report.Classes)
        && IsWhole(Report.LeftOut) && Report.LeftOut.All(group => IsWhole(group.Examples));

    private static bool IsWhole<T>(IReadOnlyList<T>? list)
        where T : class => list is not null && list.All(entry => entry is not null);
}

/// <summary>Source-generated JSON serialization of the header.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    GenerationMode = JsonSourceGenerationMode.Metadata, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(DatasetFileHeader))]
internal sealed partial class DatasetFileJson : JsonSerializerContext;
