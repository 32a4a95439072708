using System.CommandLine;
using System.Globalization;
using FerNet.Training;

namespace FerNet.Cli.Commands;

/// <summary>Options that several commands share, and the parsing of their values.</summary>
internal static class CommonOptions
{
    /// <summary>What <see cref="OpenModel"/> takes.</summary>
    public const string ModelWords = "a model file, or 'default' or 'fast' for a model of the package";

    public static Option<string> Data() => new("--data")
    {
        Description =
            "fer2013.csv (or icml_face_data.csv, train.csv; plain, .gz, .zip, .tar.gz) or a folder of images, train/happy/*.jpg, " +
            "packed or not, or a file that 'fernet dataset --save' wrote",
        HelpName = "PATH",
        Required = true,
    };

    public static Option<string?> Model() => new("--model")
    {
        Description = $"{ModelWords}; left out, default",
        HelpName = "FILE.zip",
    };

    public static Option<bool> SkipBadRows() =>
        new("--skip-bad-rows") { Description = "leave out rows and images that cannot be read, instead of stopping at the first" };

    public static Option<bool> NoVotes() =>
        new("--no-votes") { Description = "do not read FER+'s votes (fer2013new.csv) that lie beside the data" };

    /// <summary>The emotions of folder names, such as "1=surprise,2=fear"; can be repeated.</summary>
    public static Option<string[]> ClassNames()
    {
        Option<string[]> option = new("--class-names")
        {
            Description = "what the names of folders mean, where they are numbers or words of another language, as 1=surprise,2=fear; "
                + "7=none leaves a folder out",
            HelpName = "NAME=EMOTION,...",
        };
        option.Validators.Add(result =>
        {
            try
            {
                ParseClassNames(result.GetValueOrDefault<string[]>());
            }
            catch (UsageException error)
            {
                result.AddError(error.Message);
            }
        });
        return option;
    }

    /// <summary>Parses the values of <see cref="ClassNames"/>; null if there are none.</summary>
    /// <exception cref="UsageException">A value is not a mapping, or its emotion is unknown.</exception>
    public static IReadOnlyDictionary<string, Emotion?>? ParseClassNames(string[]? words)
    {
        if (words is null or []) return null;
        Dictionary<string, Emotion?> mapping = new(StringComparer.OrdinalIgnoreCase);
        const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (string pair in words.SelectMany(word => word.Split(',', Trimmed)))
        {
            int equals = pair.LastIndexOf('=');
            string name = equals < 0 ? "" : pair[..equals].Trim(), word = pair[(equals + 1)..].Trim();
            if (name.Length == 0) throw new UsageException($"--class-names has '{pair}'; it takes NAME=EMOTION, as 1=surprise.");
            bool isLeftOut = word.Equals("none", StringComparison.OrdinalIgnoreCase);
            // Numbers are not accepted as emotions, because datasets number them differently.
            Emotion emotion = default;
            if (!isLeftOut && (word.Any(char.IsDigit) || !EmotionExtensions.TryParse(word, out emotion)))
            {
                throw new UsageException($"--class-names gives '{name}' the emotion '{word}'; "
                    + $"name one of {string.Join(", ", EmotionExtensions.Names)}, or none to leave the folder out.");
            }
            if (!mapping.TryAdd(name, isLeftOut ? null : emotion)) throw new UsageException($"--class-names has the name '{name}' twice.");
        }
        return mapping;
    }

    public static Option<string> Output(string name, string description) =>
        new("--output") { Description = description, HelpName = name, Required = true };

    public static Option<string?> EvaluatedSplit()
    {
        Option<string?> option =
            new("--split") { Description = "the faces to evaluate; left out, publictest, or all where the data has no splits" };
        option.AcceptOnlyFromAmong("training", "publictest", "privatetest", "all");
        return option;
    }

    public static Option<string> Faces()
    {
        Option<string> option = new("--faces")
        {
            Description =
                "auto: find faces, and read the centered square of an image without one; whole: no search, read the centered square of " +
                "every image; required: refuse an image without a face; ignored for tables, which hold faces",
            DefaultValueFactory = _ => "auto",
        };
        option.AcceptOnlyFromAmong("auto", "whole", "required");
        return option;
    }

    /// <summary>Reports a misspelled option instead of treating it as a file. A file with such a name can be passed as ./--name.</summary>
    public static void RefuseOptions(Argument<string[]> files) => files.Validators.Add(result =>
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } option)
            result.AddError($"Unrecognized option '{option.Value}'.");
    });

    public static FaceSearch ParseFaceSearch(string word) => word switch
    {
        "whole" => FaceSearch.None,
        "required" => FaceSearch.Required,
        _ => FaceSearch.Auto,
    };

    public static Option<string?> File(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };

    public static Option<string> Network()
    {
        Option<string> option = new("--network")
        {
            Description =
                "default and fast: the networks of the shipped models; fast-branches: the next version of fast; keras: the network of " +
                "the Keras tutorial (seed: its old name); teacher-a to teacher-d: teachers",
            DefaultValueFactory = _ => "default",
        };
        option.AcceptOnlyFromAmong([.. Networks.Network.Names, "seed"]);
        return option;
    }

    public static Option<string> Device()
    {
        Option<string> option = new("--device") { Description = "where to compute", DefaultValueFactory = _ => "cpu" };
        option.AcceptOnlyFromAmong("cpu", "cuda");
        return option;
    }

    public static TrainingDevice ParseDevice(string word) => word == "cuda" ? TrainingDevice.Cuda : TrainingDevice.Cpu;

    public static Option<string?> Recipe()
    {
        Option<string?> option = new("--recipe") { Description = "how to train; left out, the network's own" };
        option.AcceptOnlyFromAmong([.. TrainingRecipe.Names, "seed"]);
        return option;
    }

    /// <summary>An integer option. The library's own error message would contain the name of a .NET type.</summary>
    public static Option<int?> Integer(string name, int least, string description, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (int.TryParse(word, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most) return value;
            result.AddError(Invariant($"{name} is {word}; it must be a whole number from {least} to {most}."));
            return null;
        },
    };

    /// <summary>Parses a number. A comma is refused, because it would be taken for a group separator: 0,5 for 5.</summary>
    public static bool TryParse(string word, out double value) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>An option with a number above 0.</summary>
    public static Option<double?> PositiveNumber(string name, double most, string description) => new(name)
    {
        Description = description,
        HelpName = "R",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (TryParse(word, out double value) && value > 0 && value <= most) return value;
            result.AddError($"{name} is {word}; it must be a number of more than 0 and at most {most}.");
            return null;
        },
    };

    /// <summary>An option with a share of at least 0.</summary>
    public static Option<double?> Share(string name, double most, string description) => new(name)
    {
        Description = description,
        HelpName = "R",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (TryParse(word, out double value) && value >= 0 && value <= most) return value;
            result.AddError($"{name} is {word}; it must be a number from 0 to {most}.");
            return null;
        },
    };

    /// <summary>A repeatable option with numbers from 0 to 1,000,000.</summary>
    public static Option<double[]> Numbers(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string? wrong = result.Tokens.Select(token => token.Value)
                .FirstOrDefault(word => !TryParse(word, out double value) || value is not (>= 0 and <= 1e6));
            if (wrong is not null) result.AddError($"{name} is {wrong}; it must be a number from 0 to 1000000.");
            return wrong is null ? [.. result.Tokens.Select(token => double.Parse(token.Value, CultureInfo.InvariantCulture))] : [];
        },
    };

    /// <summary>The default recipe of a network.</summary>
    public static TrainingRecipe RecipeFor(string network) => TrainingRecipe.FromName(network switch
    {
        "keras" or "seed" or "fast" => network,
        "fast-branches" => "student-fast",
        "teacher-a" or "teacher-b" or "teacher-c" or "teacher-d" => "teacher",
        _ => "default",
    });

    /// <summary>
    /// Opens a model. Null, "default" and "shipped" are the shipped default model, "fast" is the shipped fast model; other values are
    /// paths. The caller disposes it.
    /// </summary>
    public static EmotionModel OpenModel(string? word) => word switch
    {
        null or "shipped" or "default" => EmotionModel.LoadDefault(),
        "fast" => EmotionModel.LoadFast(),
        _ => EmotionModel.Load(word),
    };
}
