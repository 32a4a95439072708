using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FerNet.Cli.Scoring;

/// <summary>
/// Says how far a shard is, for people or for a scheduler: a line when a part is written, and at the beginning and the end.
/// </summary>
/// <param name="terminal">Its error stream takes the lines.</param>
/// <param name="shard">The shard.</param>
/// <param name="isJson">Whether a line is a JSON object.</param>
internal sealed class ScoreProgress(Terminal terminal, Shard shard, bool isJson)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();

    /// <summary>The images of the shard.</summary>
    public long Images { get; init; }

    /// <summary>How many of them have rows: those of earlier runs included.</summary>
    public long Done { get; set; }

    public long Faces { get; set; }

    public long Failed { get; set; }

    /// <param name="what">started, progress, interrupted or done.</param>
    public void Say(string what) => terminal.Say(isJson ? Json(what) : string.Create(CultureInfo.InvariantCulture, $"{what}: {this}"));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"shard {shard}: {Done:N0} of {Images:N0} images, {Faces:N0} faces, {Failed:N0} failed");

    private string Json(string what)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("event", what);
            json.WriteNumber("shard", shard.Index);
            json.WriteNumber("shards", shard.Count);
            json.WriteNumber("images", Images);
            json.WriteNumber("done", Done);
            json.WriteNumber("faces", Faces);
            json.WriteNumber("failed", Failed);
            json.WriteNumber("seconds", Math.Round(watch.Elapsed.TotalSeconds, 3));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
