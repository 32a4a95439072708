using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FerNet.Cli.Scoring;

/// <summary>Prints the progress of a shard for people or a scheduler: a line at the start, after each part, and at the end.</summary>
/// <param name="terminal">The terminal; the lines are written to its error stream.</param>
/// <param name="shard">The shard.</param>
/// <param name="isJson">Whether a line is a JSON object.</param>
internal sealed class ScoreProgress(Terminal terminal, Shard shard, bool isJson)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();

    /// <summary>Number of images of the shard.</summary>
    public long Images { get; init; }

    /// <summary>Number of images with rows, including those of earlier runs.</summary>
    public long Done { get; set; }

    public long Faces { get; set; }

    public long Failed { get; set; }

    /// <param name="what">The event: started, progress, interrupted or done.</param>
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
