using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FerNet.Utilities;

namespace FerNet.Cli.Scoring;

/// <summary>The settings that all rows of an output folder share. A run with a different manifest does not write into the folder.</summary>
internal sealed partial record ScoreManifest
{
    public const string FileName = "_manifest.json";

    /// <summary>The version of this file and of the table.</summary>
    public int Format { get; init; } = 1;

    public required string Model { get; init; }

    /// <summary>The SHA-256 of the model's graph.</summary>
    public required string ModelDigest { get; init; }

    /// <summary>The SHA-256 of the detector's graph.</summary>
    public required string DetectorDigest { get; init; }

    /// <summary>The value of <c>--faces</c>.</summary>
    public required string Faces { get; init; }

    /// <summary>The value of <c>--threshold</c>.</summary>
    public required double Threshold { get; init; }

    /// <summary>The value of <c>--min-face-size</c>.</summary>
    public required int MinFaceSize { get; init; }

    /// <summary>The value of <c>--max-input-side</c>.</summary>
    public required int MaxInputSide { get; init; }

    /// <summary>The value of <c>--any-orientation</c>.</summary>
    public required bool AnyOrientation { get; init; }

    public required int Shards { get; init; }

    /// <summary>SHA-256 of the manifest, which is stored in the metadata of each part.</summary>
    [JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Text));

    private byte[] Text => JsonSerializer.SerializeToUtf8Bytes(this, Json.Default.ScoreManifest);

    /// <summary>Writes the manifest of a new output folder, or verifies that the folder has the same one.</summary>
    /// <exception cref="UsageException">The folder has a different manifest.</exception>
    public void Require(string folder)
    {
        string path = Path.Combine(folder, FileName);
        // If several processes start at the same time, one writes the manifest and the others compare.
        if (AtomicFile.TryCreate(path, stream => stream.Write(Text))) return;
        JsonObject there = Read(path), mine = JsonNode.Parse(Text)!.AsObject();
        string[] names = [.. mine.Select(fact => fact.Key), .. there.Select(fact => fact.Key).Where(name => !mine.ContainsKey(name))];
        string[] differences = [.. names.Where(name => !JsonNode.DeepEquals(there[name], mine[name]))
            .Select(name => $"{name}: {Show(there[name])} there, {Show(mine[name])} now")];
        if (differences.Length > 0)
            throw new UsageException(
                $"--output {UntrustedText.Quote(folder)} has results of another run, and results of different runs do not mix. " +
                $"{UntrustedText.QuoteNote(string.Join("; ", differences), maximum: 1000)}. Take the same model and options, or name " +
                "another folder.");
    }

    private static JsonObject Read(string path)
    {
        try
        {
            using Stream stream = RegularFile.OpenRead(path);
            return JsonNode.Parse(stream)?.AsObject() ?? throw new JsonException("null");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"{UntrustedText.Quote(path)} is not a manifest that 'fernet score' wrote. Name another folder with --output.", error);
        }
    }

    private static string Show(JsonNode? value) => value?.ToJsonString() ?? "nothing";

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
    [JsonSerializable(typeof(ScoreManifest))]
    private sealed partial class Json : JsonSerializerContext;
}
