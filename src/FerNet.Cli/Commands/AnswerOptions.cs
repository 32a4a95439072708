using System.CommandLine;
using FerNet.Prediction;

namespace FerNet.Cli.Commands;

/// <summary>Options about a model's answers: the expected class prior, and the confidence below which an answer is uncertain.</summary>
internal sealed class AnswerOptions
{
    private const string PriorName = "--class-prior", StrengthName = "--prior-strength";

    private readonly Option<ClassPrior?> prior = new(PriorName)
    {
        Description = "how often each emotion is expected: fer2013, as the shipped models learned; uniform; or seven shares or counts, "
            + "angry to neutral; left out, fer2013",
        HelpName = "uniform|fer2013|a,b,c,d,e,f,g",
        CustomParser = result =>
        {
            try
            {
                return PriorOf(result.Tokens[0].Value);
            }
            catch (UsageException error)
            {
                result.AddError(error.Message);
                return null;
            }
        },
    };

    private readonly Option<double?> strength = Share(StrengthName, "how far the answers move to --class-prior, 0 to 1; left out, 1");
    private readonly Option<double?> confidence;

    /// <param name="confidenceDescription">The description of <c>--min-confidence</c>.</param>
    public AnswerOptions(string confidenceDescription) => confidence = Share("--min-confidence", confidenceDescription);

    public void AddTo(Command command)
    {
        command.Options.Add(prior);
        command.Options.Add(strength);
        command.Options.Add(confidence);
        command.Validators.Add(result =>
        {
            bool isStrengthAlone = result.GetResult(strength) is not null && result.GetResult(prior) is null;
            if (isStrengthAlone) result.AddError($"{StrengthName} needs {PriorName}.");
        });
    }

    /// <summary>The confidence below which answers are uncertain; null if the option is not set.</summary>
    public double? MinConfidence(ParseResult parsed) => parsed.GetValue(confidence);

    public EmotionPredictorOptions Apply(ParseResult parsed, EmotionPredictorOptions options) => options with
    {
        ClassPrior = parsed.GetValue(prior) ?? options.ClassPrior,
        ClassPriorStrength = parsed.GetValue(strength) ?? options.ClassPriorStrength,
        MinConfidence = MinConfidence(parsed) ?? options.MinConfidence,
    };

    private static ClassPrior PriorOf(string word)
    {
        switch (word.ToLowerInvariant())
        {
            case "uniform": return ClassPrior.Uniform;
            case "fer2013": return ClassPrior.Fer2013;
        }
        List<double> frequencies = [];
        foreach (string part in word.Split(','))
        {
            if (!CommonOptions.TryParse(part, out double frequency))
            {
                throw new UsageException(
                    $"{PriorName} is {word}; it takes uniform, fer2013, or seven numbers with commas between, angry to neutral.");
            }
            frequencies.Add(frequency);
        }
        try
        {
            return new ClassPrior(frequencies);
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"{PriorName} is {word}: {ErrorText.Format(error)}");
        }
    }

    private static Option<double?> Share(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "R",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (CommonOptions.TryParse(word, out double value) && value is >= 0 and <= 1) return value;
            result.AddError($"{name} is {word}; it must be a number from 0 to 1.");
            return null;
        },
    };
}
