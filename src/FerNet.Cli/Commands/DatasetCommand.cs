using System.CommandLine;
using FerNet.Cli.Plots;
using FerNet.Cli.Progress;
using FerNet.Data.Quality;
using FerNet.Evaluation;
using FerNet.Networks;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>fernet dataset: the content of a dataset, and its possible errors.</summary>
internal static class DatasetCommand
{
    /// <summary>Number of folds of the cross-validation for finding label errors.</summary>
    private const int Folds = 3;

    /// <summary>Maximum number of faces of each kind that are listed; the JSON lists all.</summary>
    private const int MostNamed = 10;

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string> data = new("PATH") { Description = "a table, a folder or archive of images, or a file that --save wrote" };
        Option<bool> findErrors = new("--find-errors")
        {
            Description = "rank labels that are probably wrong: the fast model learns two thirds of the faces and answers about the " +
                "others, three times (minutes); with --model, that model answers",
        };
        Option<string?> model = CommonOptions.File("--model", "FILE.zip",
            "a model that has not learned from these faces, for --find-errors: " + CommonOptions.ModelWords);
        Option<string?> sheet = CommonOptions.File("--contact-sheet", "FILE.png", "draw faces of each label");
        Option<string?> save =
            CommonOptions.File("--save", "FILE.npz", "write the faces as one file that every --data takes, so that they are decoded once");
        Option<string?> json = CommonOptions.File("--json", "FILE", "write everything that was found, with all files, as JSON");
        Option<string> split = SplitShares.Option();
        Option<int?> seed =
            CommonOptions.Integer("--seed", int.MinValue, "the seed by which --split and --limit choose faces; left out, 1");
        Option<int?> limit =
            CommonOptions.Integer("--limit", 1, "the most faces to use of each split, drawn at random with the same share of each emotion");
        Option<string> search = CommonOptions.Faces();
        Option<bool> skip = CommonOptions.SkipBadRows();
        Option<bool> noVotes = CommonOptions.NoVotes();
        Option<string[]> classNames = CommonOptions.ClassNames();
        Option<string?> torch = TorchLibrary.Option();
        Option<bool> force = OutputChecks.Force();
        Command command = new("dataset", "Says what a dataset holds, and what may be wrong with it.")
        {
            data, findErrors, model, sheet, save, json, split, seed, limit, search, skip, noVotes, classNames, torch, force,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(data);
            OutputChecks outputs = new OutputChecks(parsed.GetValue(force)).Reads("PATH", path).Reads("--model", parsed.GetValue(model));
            if (parsed.GetValue(sheet) is { } drawing) outputs.Writes(sheet.Name, drawing, FileFormat.FromImagePath(sheet.Name, drawing));
            outputs.Writes(save.Name, parsed.GetValue(save), FileFormat.Dataset).Writes(json.Name, parsed.GetValue(json), FileFormat.Json);
            bool trains = parsed.GetValue(findErrors) && parsed.GetValue(model) is null;
            if (trains) TorchLibrary.Require(parsed.GetValue(torch));
            FerDataset faces = DatasetLoader.Read(terminal, path, new FerDatasetOptions
            {
                RandomSplit = parsed.GetValue(split) == "random",
                Seed = parsed.GetValue(seed) ?? 1,
                Limit = parsed.GetValue(limit),
                SkipBadRows = parsed.GetValue(skip),
                UseFerPlus = !parsed.GetValue(noVotes),
                ClassNames = CommonOptions.ParseClassNames(parsed.GetValue(classNames)),
                Faces = CommonOptions.ParseFaceSearch(parsed.GetRequiredValue(search)),
            }, SplitShares.Parse(parsed.GetRequiredValue(split)), cancellationToken);
            DatasetLoader.SayReport(terminal, faces);
            if (parsed.GetValue(save) is { } saved)
            {
                faces.Save(saved);
                terminal.Say($"Wrote {UntrustedText.Quote(saved)} ({DisplayText.FileSize(new FileInfo(saved).Length)}).");
            }
            DatasetQuality quality = DatasetQuality.Inspect(faces, cancellationToken: cancellationToken);
            IReadOnlyList<LabelError>? errors = trains || parsed.GetValue(model) is not null
                ? FindErrors(terminal, faces, parsed.GetValue(model), cancellationToken)
                : null;
            Print(terminal, faces, quality, errors);
            if (parsed.GetValue(sheet) is { } image)
            {
                ChartStyle.WarnWithoutFonts(terminal);
                Write(terminal, image, FileFormat.Encode(ContactSheet.Png(faces), image));
            }
            if (parsed.GetValue(json) is { } text)
                Write(terminal, text, System.Text.Encoding.UTF8.GetBytes(new DatasetJson(faces, quality, errors).Write()));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Terminal terminal, string path, byte[] content)
    {
        OutputFile.Write(path, content);
        terminal.Say($"Wrote {UntrustedText.Quote(path)}.");
    }

    /// <summary>The label errors that confident learning finds.</summary>
    private static LabelError[] FindErrors(Terminal terminal, FerDataset faces, string? model, CancellationToken cancellationToken)
    {
        EmotionEvaluation answers;
        if (model is not null)
        {
            using EmotionModel opened = CommonOptions.OpenModel(model);
            answers = EmotionEvaluation.Evaluate(opened, faces, cancellationToken);
        }
        else
        {
            using EmotionModel start = EmotionModel.LoadFast();
            answers = TrainingProgress.Follow(terminal, listener => new EmotionTrainer(new EmotionTrainerOptions
            {
                Network = Network.Fast,
                Recipe = TrainingRecipe.FineTune,
                StartFrom = start,
                ProgressCallback = listener.Step,
                MetricsCallback = listener.Epoch,
            }).CrossValidate(faces, Folds, cancellationToken: cancellationToken)).OutOfFold;
        }
        return [.. LabelQuality.FindErrors(faces, answers.Probabilities.Span).Where(error => error.IsConfident)];
    }

    private static void Print(Terminal terminal, FerDataset faces, DatasetQuality quality, IReadOnlyList<LabelError>? errors)
    {
        terminal.Output.WriteLine(quality);
        PrintGroups(terminal, faces, "Duplicates", quality.Duplicates);
        PrintGroups(terminal, faces, "Near duplicates", quality.NearDuplicates);
        PrintFaces(terminal, faces, "Blurred", quality.Blurred);
        PrintFaces(terminal, faces, "Dark", quality.Dark);
        PrintFaces(terminal, faces, "Low contrast", quality.LowContrast);
        PrintFaces(terminal, faces, "No face found", quality.WithoutFace);
        if (errors is null) return;
        terminal.Output.WriteLine(
            $"Labels that are probably wrong: {errors.Count:N0}{(errors.Count == 0 ? "." : ", the most suspect first:")}");
        foreach (LabelError error in errors.Take(MostNamed))
            terminal.Output.WriteLine($"  {Name(faces, error.FaceIndex)}, looks {error.Suggested.Name()}");
        PrintRest(terminal, errors.Count);
    }

    private static void PrintGroups(Terminal terminal, FerDataset faces, string title, IReadOnlyList<DuplicateGroup> groups)
    {
        if (groups.Count == 0) return;
        terminal.Output.WriteLine($"{title}:");
        foreach (DuplicateGroup group in groups.Take(MostNamed))
        {
            string names = string.Join("; ", group.FaceIndices.Take(3).Select(face => Name(faces, face)));
            terminal.Output.WriteLine($"  {names}{(group.FaceIndices.Count > 3 ? $"; and {group.FaceIndices.Count - 3:N0} more" : "")}");
        }
        PrintRest(terminal, groups.Count);
    }

    private static void PrintFaces(Terminal terminal, FerDataset faces, string title, IReadOnlyList<int> indices)
    {
        if (indices.Count == 0) return;
        terminal.Output.WriteLine($"{title}:");
        foreach (int face in indices.Take(MostNamed)) terminal.Output.WriteLine($"  {Name(faces, face)}");
        PrintRest(terminal, indices.Count);
    }

    private static void PrintRest(Terminal terminal, int count)
    {
        if (count > MostNamed) terminal.Output.WriteLine($"  and {count - MostNamed:N0} more; --json FILE lists all");
    }

    private static string Name(FerDataset faces, int face)
    {
        string origin = DisplayText.Origin(faces.FileName(face), faces.RowNumber(face));
        string label = faces.HasLabels ? $"{faces.Label(face).Name()}, " : "";
        return $"{origin} ({label}{DisplayText.Split(faces.Split(face))})";
    }
}
