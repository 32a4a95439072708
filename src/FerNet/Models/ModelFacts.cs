using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;
using FerNet.Networks.Onnx.Format;
using FerNet.Utilities;
using Google.Protobuf;

namespace FerNet.Models;

/// <summary>The facts inside a model's ONNX graph: format, card, and a digest over all the rest.</summary>
internal static class ModelFacts
{
    /// <summary>The format version; it is raised when older versions of FerNet cannot score the file correctly.</summary>
    public const int Format = 1;

    public const string FormatKey = "fernet.format", CardKey = "fernet.card", DigestKey = "fernet.digest",
        ColumnsKey = "fernet.columns";

    /// <summary>The version of FerNet that is written to cards.</summary>
    public static string Version => typeof(ModelFacts).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <param name="card">The card.</param>
    /// <param name="columns">The columns that the model's pipelines read and add; null, and left out, for the default names.</param>
    public static Dictionary<string, string> ToMetadata(ModelCard card, ModelColumns? columns = null)
    {
        Dictionary<string, string> facts = new()
        {
            [FormatKey] = Format.ToString(CultureInfo.InvariantCulture),
            [CardKey] = CardJson.Write(card),
        };
        if (columns is not null && columns != new ModelColumns()) facts[ColumnsKey] = CardJson.Write(columns);
        return facts;
    }

    /// <summary>The columns that a model's pipelines read and add; the default names where the file has none.</summary>
    /// <param name="graph">A graph that <see cref="Read"/> has checked.</param>
    /// <exception cref="InvalidDataException">The file has invalid column names.</exception>
    public static ModelColumns Columns(byte[] graph)
    {
        string? text = ModelProto.Parser.ParseFrom(graph).MetadataProps.FirstOrDefault(entry => entry.Key == ColumnsKey)?.Value;
        try
        {
            return text is null ? new ModelColumns() : CardJson.ReadColumns(text).Checked();
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException(
                $"The model is damaged: its columns cannot be read: {UntrustedText.QuoteNote(error.Message, maximum: 1000)}", error);
        }
    }

    /// <summary>Adds the digest to a finished graph.</summary>
    public static byte[] Seal(byte[] graph) => SealAgain(ModelProto.Parser.ParseFrom(graph));

    /// <summary>Replaces the digest of a graph that was changed.</summary>
    public static byte[] SealAgain(ModelProto model)
    {
        for (int i = model.MetadataProps.Count - 1; i >= 0; i--)
        {
            if (model.MetadataProps[i].Key == DigestKey) model.MetadataProps.RemoveAt(i);
        }
        string digest = Digest(model);
        model.MetadataProps.Add(new StringStringEntryProto { Key = DigestKey, Value = digest });
        return model.ToByteArray();
    }

    /// <summary>Replaces the card of a graph and its digest.</summary>
    public static byte[] WithCard(byte[] graph, ModelCard card)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(graph);
        model.MetadataProps.Single(entry => entry.Key == CardKey).Value = CardJson.Write(card);
        return SealAgain(model);
    }

    /// <summary>The plain form of a sealed graph (float32 and standard operators only), with a new digest.</summary>
    public static byte[] Plain(byte[] graph)
    {
        ModelProto plain = PlainGraph.Convert(ModelProto.Parser.ParseFrom(graph));
        RemoveDigest(plain);
        return Seal(plain.ToByteArray());
    }

    /// <summary>The creation time of a card: the given time, otherwise now, or null where the file must be reproducible.</summary>
    public static DateTimeOffset? Created(DateTimeOffset? given, bool reproducible) =>
        given ?? (reproducible ? null : DateTimeOffset.UtcNow);

    /// <summary>Reads the card after checking that the graph is FerNet's, whole, and of a known format.</summary>
    /// <exception cref="InvalidDataException">A check failed; the message states which.</exception>
    public static ModelCard Read(byte[] graph, string name)
    {
        ModelProto model = GraphCheck.Parse(graph, name, GraphPolicies.Emotions);
        Dictionary<string, string> facts = [];
        foreach (StringStringEntryProto entry in model.MetadataProps) facts[entry.Key] = entry.Value;
        if (!facts.TryGetValue(FormatKey, out string? format))
            throw new InvalidDataException(
                $"{name} holds a network that FerNet did not write. Load it with the program that wrote it, or train a model with " +
                $"{nameof(EmotionTrainer)}.");
        if (!int.TryParse(format, CultureInfo.InvariantCulture, out int number) || number < 1)
            throw new InvalidDataException(
                $"{name} is damaged: its format is '{UntrustedText.Quote(format)}'. Get the file again.");
        if (number > Format)
            throw new InvalidDataException(
                $"{name} has model format {number}; this FerNet reads up to {Format}. Update the package FerNet.");
        if (!facts.TryGetValue(DigestKey, out string? digest) || digest != Digest(model))
            throw new InvalidDataException($"{name} is damaged: its content does not match its digest. Get the file again.");
        try
        {
            return CardJson.Read(facts.GetValueOrDefault(CardKey, "")) with { Digest = digest };
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{name} is damaged: its card cannot be read. Get the file again.", error);
        }
    }

    /// <summary>Whether a graph declares an output of this name.</summary>
    public static bool HasOutput(byte[] graph, string output) =>
        ModelProto.Parser.ParseFrom(graph).Graph.Output.Any(value => value.Name == output);

    /// <summary>SHA-256 of the graph without the digest itself.</summary>
    private static string Digest(ModelProto model)
    {
        ModelProto bare = model.Clone();
        RemoveDigest(bare);
        return Convert.ToHexStringLower(SHA256.HashData(bare.ToByteArray()));
    }

    private static void RemoveDigest(ModelProto model)
    {
        for (int i = model.MetadataProps.Count - 1; i >= 0; i--)
        {
            if (model.MetadataProps[i].Key == DigestKey) model.MetadataProps.RemoveAt(i);
        }
    }
}
