using System.CommandLine;

namespace FerNet.Cli.Commands;

/// <summary>Options of the commands that compare answers with labels: the model, and the labeled faces.</summary>
internal sealed class EvaluationOptions
{
    private readonly Option<string> data = CommonOptions.Data(), search = CommonOptions.Faces();
    private readonly Option<string?> split = CommonOptions.EvaluatedSplit(), model = CommonOptions.Model();
    private readonly Option<int?> limit =
        CommonOptions.Integer("--limit", 1, "the most faces to use of each split, drawn at random with the same share of each emotion");
    private readonly Option<bool> skip = CommonOptions.SkipBadRows();
    private readonly Option<string[]> classNames = CommonOptions.ClassNames();

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[data, split, model, search, limit, skip, classNames]) command.Options.Add(option);
    }

    /// <summary>Loads the faces to evaluate, and returns them with the value of <c>--split</c>.</summary>
    /// <exception cref="InvalidDataException">The split is empty, or the faces have no labels.</exception>
    public (FerDataset Faces, string Split) LoadSplit(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        FerDataset faces = Load(terminal, parsed, cancellationToken);
        if (parsed.GetValue(split) is { } word) return (DatasetLoader.SelectSplit(terminal, faces, word), word);
        word = faces.HasSplits ? "publictest" : "all";
        FerDataset part = DatasetLoader.SelectSplit(terminal, faces, word);
        if (!faces.HasSplits) terminal.Say($"The data has no splits: all {part.Count:N0} faces are evaluated.");
        return (part, word);
    }

    /// <summary>The value of <c>--model</c>; null if it is not set.</summary>
    public string? Model(ParseResult parsed) => parsed.GetValue(model);

    /// <summary>The input files, which must not be overwritten.</summary>
    public OutputChecks Inputs(ParseResult parsed, bool overwrites) =>
        new OutputChecks(overwrites).Reads(data.Name, parsed.GetRequiredValue(data)).Reads(model.Name, Model(parsed));

    private FerDataset Load(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken) =>
        DatasetLoader.Load(terminal, parsed.GetRequiredValue(data), new FerDatasetOptions
        {
            Limit = parsed.GetValue(limit),
            SkipBadRows = parsed.GetValue(skip),
            ClassNames = CommonOptions.ParseClassNames(parsed.GetValue(classNames)),
            Faces = CommonOptions.ParseFaceSearch(parsed.GetRequiredValue(search)),
            UseFerPlus = false,
        }, cancellationToken);
}
