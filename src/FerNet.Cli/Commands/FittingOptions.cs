using System.CommandLine;
using System.Globalization;
using FerNet.Training;

namespace FerNet.Cli.Commands;

/// <summary>
/// The options of fernet train that adapt a training to its faces: frozen layers, weights of emotions, end of the training.
/// </summary>
internal sealed class FittingOptions
{
    private const string BalancedWord = "balanced";

    private readonly Option<string?> classWeights = new("--class-weights")
    {
        Description = "how much a face of each emotion counts: seven numbers in label order, as 1,5,1,1,1,1,1, or balanced: a face of a " +
            "rare emotion counts more, so that all emotions count the same",
        HelpName = "W,W,W,W,W,W,W",
    };

    private readonly Option<int?> earlyStopping =
        CommonOptions.Integer("--early-stopping", 1, "end after so many epochs without a better validation accuracy; left out, never");

    private readonly Option<double?> validationFraction =
        CommonOptions.Share("--validation-fraction", 0.5,
            "share of the training faces held back to validate on, where the data has no public-test faces; left out, 0.1");

    private readonly Option<int?> freezeUntil =
        CommonOptions.Integer("--freeze-until", 0,
            "with --start: index of the first layer that learns, as 'fernet summary' counts them from 0; left out, all learn");

    private readonly Option<double?> startShare =
        CommonOptions.Share("--start-share", 0.999,
            "with --start: share of the starting model's weights in the trained model; left out, the recipe's");

    private readonly Option<string?> compareOn =
        CommonOptions.File("--compare-on", "DATA",
            "with --start: faces on which the starting model and the new one are compared at the end, as fer2013.csv, to see what was " +
            "forgotten: the public-test faces, or all where the data has no splits");

    private readonly Option<string?> replay =
        CommonOptions.File("--replay", "DATA",
            "with --start: faces that the starting model knows, as fer2013.csv; some of their training faces are learned once more, so " +
            "that less is forgotten");

    private readonly Option<int?> replayFaces =
        CommonOptions.Integer("--replay-faces", 1, "with --replay: how many, drawn at random with the same share of each emotion; left " +
            "out, twice as many as there are training faces of your own");

    public FittingOptions() => classWeights.Validators.Add(result =>
    {
        string word = result.GetValueOrDefault<string?>() ?? BalancedWord;
        if (word != BalancedWord && ParseWeights(word) is null)
            result.AddError($"--class-weights is {word}; it must be seven numbers above 0 with commas between, or {BalancedWord}.");
    });

    /// <param name="command">fernet train.</param>
    /// <param name="start">The option for the starting model.</param>
    public void AddTo(Command command, Option<string?> start)
    {
        Option[] own = [classWeights, earlyStopping, validationFraction, freezeUntil, startShare, compareOn, replay, replayFaces];
        foreach (Option option in own)
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(replayFaces) is not null && result.GetResult(replay) is null)
                result.AddError($"{replayFaces.Name} needs faces to draw from; give {replay.Name}, too.");
            if (result.GetValue(start) is not null) return;
            foreach (Option option in (Option[])[freezeUntil, startShare, compareOn, replay])
            {
                if (result.GetResult(option) is not null) result.AddError($"{option.Name} needs a model to start from; give --start, too.");
            }
        });
    }

    public bool BalancesClasses(ParseResult parsed) => parsed.GetValue(classWeights) == BalancedWord;

    /// <summary>The dataset for the comparison; null if the option is not set.</summary>
    public string? ComparedData(ParseResult parsed) => parsed.GetValue(compareOn);

    /// <summary>The dataset for the replay; null if the option is not set.</summary>
    public string? ReplayedData(ParseResult parsed) => parsed.GetValue(replay);

    /// <summary>Number of faces for the replay; null for twice the number of training faces.</summary>
    public int? ReplayedFaces(ParseResult parsed) => parsed.GetValue(replayFaces);

    /// <summary>Returns the options with the values of the command line.</summary>
    public EmotionTrainerOptions Apply(EmotionTrainerOptions options, ParseResult parsed) => options with
    {
        Recipe = options.Recipe with
        {
            FreezeUntil = parsed.GetValue(freezeUntil) ?? options.Recipe.FreezeUntil,
            StartShare = parsed.GetValue(startShare) ?? options.Recipe.StartShare,
        },
        ClassWeights = parsed.GetValue(classWeights) is { } word ? ParseWeights(word) : options.ClassWeights,
        EarlyStopping = parsed.GetValue(earlyStopping) is { } patience ? new EarlyStopping { Patience = patience } : options.EarlyStopping,
        ValidationSetFraction = parsed.GetValue(validationFraction) ?? options.ValidationSetFraction,
    };

    private static double[]? ParseWeights(string word)
    {
        string[] parts = word.Split(',');
        double[] weights = [.. parts.Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) ? weight : 0)];
        return weights.Length == EmotionExtensions.Count && weights.All(weight => weight > 0 && double.IsFinite(weight)) ? weights : null;
    }
}
