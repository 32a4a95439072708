using System.CommandLine;

namespace FerNet.Cli.Commands;

/// <summary>Options of the commands that compare answers with labels: the model, and the labeled faces.</summary>
internal sealed class EvaluationChoices
{
    private readonly Option<string> data = Choices.Data(), split = Choices.Part(), search = Choices.Faces();
    private readonly Option<string?> model = Choices.Model();
    private readonly Option<int?> limit =
        Choices.Whole("--limit", 1, "the most faces to use of each split, drawn at random with the same share of each emotion");
    private readonly Option<bool> skip = Choices.SkipBadRows();
    private readonly Option<string[]> classNames = Choices.ClassNames();

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[data, split, model, search, limit, skip, classNames]) command.Options.Add(option);
    }

    /// <summary>The word of <c>--split</c>.</summary>
    public string Split(ParseResult parsed) => parsed.GetRequiredValue(split);

    /// <summary>The word of <c>--model</c>; null where none was given.</summary>
    public string? Model(ParseResult parsed) => parsed.GetValue(model);

    /// <summary>The files that are read, which none that is written may be.</summary>
    public Outputs Inputs(ParseResult parsed, bool overwrites) =>
        new Outputs(overwrites).Reads(data.Name, parsed.GetRequiredValue(data)).Reads(model.Name, Model(parsed));

    public FerDataset Load(Terminal terminal, ParseResult parsed) =>
        Datasets.Load(terminal, parsed.GetRequiredValue(data), new FerDatasetOptions
        {
            Limit = parsed.GetValue(limit),
            SkipBadRows = parsed.GetValue(skip),
            ClassNames = Choices.ClassNamesOf(parsed.GetValue(classNames)),
            Faces = Choices.FacesOf(parsed.GetRequiredValue(search)),
            UseFerPlus = false,
        });
}
