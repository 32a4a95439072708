using System.Text;
using System.Text.Json;
using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>
/// Searches for the best settings of a recipe. Each trial is recorded as one line of JSON in a log, from which an interrupted search is
/// resumed. Equal seeds draw equal recipes. Sources: Bergstra and Bengio, JMLR 13 (2012), 281; Jamieson and Talwalkar, arXiv:1502.07943.
/// </summary>
/// <param name="recipe">The recipe whose settings are varied.</param>
/// <param name="parameters">The settings to vary; their names must be unique.</param>
/// <param name="score">Trains with a recipe and returns a finite score, such as the accuracy on validation faces; higher is better. An
/// exception ends the search, except <see cref="TrainingDivergedException"/>.</param>
/// <param name="logPath">Path of the log, usually with the extension .jsonl. If the file exists, the search is resumed.</param>
/// <param name="seed">Seed of the random values.</param>
public sealed class HyperparameterSearch(TrainingRecipe recipe, IReadOnlyList<Hyperparameter> parameters,
    Func<TrainingRecipe, CancellationToken, double> score, string logPath, int seed = 1)
{
    /// <summary>Random search: trains with each drawn recipe. Returns the trials, best first.</summary>
    /// <param name="trials">Number of recipes, at least 1.</param>
    /// <param name="cancellationToken">Passed to the score function, and checked before each trial.</param>
    /// <exception cref="InvalidDataException">The log is of another search, or damaged.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="trials"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The score is infinite or NaN.</exception>
    /// <exception cref="IOException">The log cannot be opened or written, or another search uses it.</exception>
    /// <exception cref="OperationCanceledException">The search was canceled; the log contains the finished trials.</exception>
    public IReadOnlyList<SearchTrial> RandomSearch(int trials, CancellationToken cancellationToken = default) =>
        Run(trials, recipe.Epochs, 1, cancellationToken);

    /// <summary>
    /// Successive halving: trains with all drawn recipes for a few epochs, with the best of them again from the start for more epochs, and
    /// so on up to the recipe's epochs. Returns the last trial of each recipe, those of later rounds first, then by score.
    /// </summary>
    /// <param name="trials">Number of recipes, at least 1.</param>
    /// <param name="leastEpochs">Epochs of the first round, from 1 to the epochs of the recipe.</param>
    /// <param name="reduction">Factor by which each round reduces the number of recipes and multiplies the epochs, at least 2.</param>
    /// <param name="cancellationToken">Passed to the score function, and checked before each trial.</param>
    /// <exception cref="InvalidDataException">The log is of another search, or damaged.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The score is infinite or NaN.</exception>
    /// <exception cref="IOException">The log cannot be opened or written, or another search uses it.</exception>
    /// <exception cref="OperationCanceledException">The search was canceled; the log contains the finished trials.</exception>
    public IReadOnlyList<SearchTrial> SuccessiveHalving(
        int trials, int leastEpochs = 1, int reduction = 3, CancellationToken cancellationToken = default) => Run(
            trials, (int)Guard.Between(leastEpochs, 1, recipe.Epochs, nameof(leastEpochs)),
            Guard.AtLeast(reduction, 2, nameof(reduction)), cancellationToken);

    private SearchTrial[] Run(int trials, int leastEpochs, int reduction, CancellationToken cancellationToken)
    {
        SearchHeader header = new(seed, Guard.AtLeast(trials, 1, nameof(trials)), leastEpochs, recipe.Epochs, reduction, recipe.ToString(),
            [.. parameters.Select(parameter => $"{parameter.Name}: {parameter.Range}")]);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(logPath))!);
        // On Unix, FileShare.Read would not keep a second search from writing to the log.
        FileShare share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
        using FileStream log = new(logPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
        Dictionary<(int, int), SearchTrial> done = ReadLog(log, JsonSerializer.Serialize(header, SearchJson.Default.SearchHeader));
        List<SearchTrial> results = [];
        int[] remainingTrials = [.. Enumerable.Range(0, trials)];
        for ((int round, long epochs) = (0, leastEpochs); remainingTrials.Length > 0; round++)
        {
            foreach (int index in remainingTrials)
            {
                cancellationToken.ThrowIfCancellationRequested();
                SearchTrial trial = Draw(index, round, (int)epochs);
                if (done.TryGetValue((index, round), out SearchTrial? earlier)) trial = trial with { Score = earlier.Score };
                else Append(log, JsonSerializer.Serialize(trial = Scored(trial, cancellationToken), SearchJson.Default.SearchTrial));
                results.Add(trial);
            }
            remainingTrials = epochs >= recipe.Epochs ? [] : [.. Best(results.Where(trial => trial.Round == round))
                .Take(Math.Max(1, remainingTrials.Length / reduction)).Select(trial => trial.Trial).Order()];
            epochs = Math.Min(recipe.Epochs, epochs * reduction);
        }
        return [.. Best(results).DistinctBy(trial => trial.Trial)];
    }

    private static IEnumerable<SearchTrial> Best(IEnumerable<SearchTrial> trials) => trials.OrderByDescending(trial => trial.Round)
        .ThenByDescending(trial => trial.Score ?? double.MinValue).ThenBy(trial => trial.Trial);

    private SearchTrial Scored(SearchTrial trial, CancellationToken cancellationToken)
    {
        try
        {
            double figure = score(trial.Recipe, cancellationToken);
            if (!double.IsFinite(figure))
                throw new InvalidOperationException(
                    Invariant($"The score of trial {trial.Trial} is {figure}; it must be finite. Check the scoring function."));
            return trial with { Score = figure };
        }
        catch (TrainingDivergedException)
        {
            return trial;
        }
    }

    private SearchTrial Draw(int index, int round, int epochs)
    {
        SeededRandom random = new(((long)seed << 32) + index);
        (string Text, Func<TrainingRecipe, TrainingRecipe> Set)[] values = [.. parameters.Select(parameter => parameter.Draw(random))];
        return new SearchTrial
        {
            Trial = index,
            Round = round,
            Values = parameters.Zip(values).ToDictionary(pair => pair.First.Name, pair => pair.Second.Text).AsReadOnly(),
            Score = null,
            Recipe = values.Aggregate(recipe, (changed, value) => value.Set(changed)) with { Epochs = epochs },
        };
    }

    private Dictionary<(int Trial, int Round), SearchTrial> ReadLog(FileStream log, string header)
    {
        string name = UntrustedText.Quote(logPath);
        byte[] bytes = BoundedStream.ReadAll(log, 1 << 28) ?? throw new InvalidDataException($"{name} has more than 256 MiB; no log.");
        // A killed search may leave an incomplete last line.
        int whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        if (whole > 0 ? lines[0] != header : !header.StartsWith(lines[0], StringComparison.Ordinal))
            throw new InvalidDataException($"{name} is the log of another search ({UntrustedText.Quote(lines[0])}); name another file.");
        log.SetLength(whole);
        if (whole == 0) Append(log, header);
        try
        {
            return lines.SkipLast(1).Skip(1).Select(line => JsonSerializer.Deserialize(line, SearchJson.Default.SearchTrial))
                .ToDictionary(trial => trial is null ? throw new JsonException("null") : (trial.Trial, trial.Round), trial => trial!);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{name} is damaged ({UntrustedText.Quote(error.Message)}); name another file.", error);
        }
    }

    private static void Append(FileStream log, string line)
    {
        log.Write(Encoding.UTF8.GetBytes(line + "\n"));
        log.Flush(flushToDisk: true);
    }
}
