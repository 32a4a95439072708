using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

public class HyperparameterSearchTests
{
    private static readonly TrainingRecipe Recipe = new() { Epochs = 9 };

    private static readonly Hyperparameter[] Parameters =
    [
        Hyperparameter.LogUniform("learningRate", 1e-4, 1e-1, (recipe, value) => recipe with { LearningRate = value }),
        Hyperparameter.Uniform("averagingDecay", 0.5, 0.9, (recipe, value) => recipe with { AveragingDecay = value }),
        Hyperparameter.Choice("batchSize", [16, 32, 64], (recipe, value) => recipe with { BatchSize = value }),
    ];

    [Fact]
    public void Random_search_draws_from_the_ranges_and_gives_the_best_first()
    {
        using TemporaryFolder folder = new();
        IReadOnlyList<SearchTrial> trials = Search(folder.File("log.jsonl")).RandomSearch(200);
        Assert.Equal(Enumerable.Range(0, 200), trials.Select(trial => trial.Trial).Order());
        Assert.Equal(trials.OrderByDescending(trial => trial.Score), trials);
        Assert.All(trials, trial =>
        {
            Assert.InRange(trial.Recipe.LearningRate, 1e-4, 1e-1);
            Assert.InRange(trial.Recipe.AveragingDecay, 0.5, 0.9);
            Assert.Equal((9, $"{trial.Recipe.BatchSize}"), (trial.Recipe.Epochs, trial.Values["batchSize"]));
        });
        Assert.InRange(trials.Count(trial => trial.Recipe.LearningRate < 1e-3), 45, 90);
        Assert.InRange(trials.Count(trial => trial.Recipe.AveragingDecay < 0.7), 75, 125);
        Assert.Equal(3, trials.Select(trial => trial.Recipe.BatchSize).Distinct().Count());
        Assert.Equal(200, trials.Select(trial => trial.Recipe.LearningRate).Distinct().Count());
    }

    [Fact]
    public void Successive_halving_trains_the_best_third_for_three_times_the_epochs()
    {
        using TemporaryFolder folder = new();
        List<(double Rate, int Epochs)> calls = [];
        IReadOnlyList<SearchTrial> trials = Search(folder.File("log.jsonl"), calls).SuccessiveHalving(18);
        Assert.Equal([(1, 18), (3, 6), (9, 2)], calls.GroupBy(call => call.Epochs).Select(group => (group.Key, group.Count())));
        double[] best = [.. calls.Where(call => call.Epochs == 1).Select(call => call.Rate).OrderBy(Loss).Take(6).Order()];
        Assert.Equal(best, calls.Where(call => call.Epochs == 3).Select(call => call.Rate).Order());
        Assert.Equal(calls.MinBy(call => Loss(call.Rate)).Rate, trials[0].Recipe.LearningRate);
        Assert.Equal([2, 2, 1, 1, 1, 1, .. Enumerable.Repeat(0, 12)], trials.Select(trial => trial.Round));
    }

    /// <summary>However far it had come, the resumed search gives the same trials and trains by none of the finished ones again.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(20)]
    public void A_killed_search_goes_on_and_gives_the_same_trials(int finished)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("log.jsonl"), whole = folder.File("whole.jsonl");
        List<(double Rate, int Epochs)> expected = [], first = [], second = [];
        IReadOnlyList<SearchTrial> trials = Search(whole, expected).SuccessiveHalving(18);
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => Search(path, first, () =>
        {
            if (first.Count == finished + 1) source.Cancel();
        }).SuccessiveHalving(18, cancellationToken: source.Token));
        // A kill in the middle of a line.
        string[] lines = File.ReadAllLines(path);
        File.WriteAllText(path, string.Join('\n', lines[..(finished + 1)]) + "\n" + lines[^1][..(lines[^1].Length / 2)]);

        IReadOnlyList<SearchTrial> resumed = Search(path, second).SuccessiveHalving(18);
        Assert.Equal(expected.Skip(finished), second);
        Assert.Equal(trials.Select(Text), resumed.Select(Text));
        Assert.Equal(File.ReadAllText(whole), File.ReadAllText(path));
    }

    [Fact]
    public void A_kill_in_the_first_line_begins_anew()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("log.jsonl"), whole = folder.File("whole.jsonl");
        Search(whole).RandomSearch(3);
        File.WriteAllText(path, File.ReadAllText(whole)[..20]);
        Search(path).RandomSearch(3);
        Assert.Equal(File.ReadAllText(whole), File.ReadAllText(path));
    }

    [Fact]
    public void A_log_of_something_else_is_refused_and_stays_as_it_is()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("log.jsonl");
        Search(path).RandomSearch(3);
        string log = File.ReadAllText(path);
        Assert.Contains("log of another search", Assert.Throws<InvalidDataException>(() => Search(path).RandomSearch(4)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Search(path, seed: 2).RandomSearch(3));
        HyperparameterSearch ofAnotherRecipe = new(Recipe with { LabelSmoothing = 0.1 }, Parameters, (_, _) => 1, path);
        Assert.Throws<InvalidDataException>(() => ofAnotherRecipe.RandomSearch(3));
        Assert.Equal(log, File.ReadAllText(path));
        foreach (string other in (string[])["notes without an end of line", "notes\n", "{}\n{}\n"])
        {
            File.WriteAllText(path, other);
            Assert.Throws<InvalidDataException>(() => Search(path).RandomSearch(3));
            Assert.Equal(other, File.ReadAllText(path));
        }
        foreach (string line in (string[])["null", "{", "{\"trial\":0}", log.Split('\n')[1]])
        {
            File.WriteAllText(path, log + line + "\n");
            Assert.Contains("is damaged", Assert.Throws<InvalidDataException>(() => Search(path).RandomSearch(3)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_training_that_diverges_is_the_last_and_other_errors_end_the_search()
    {
        using TemporaryFolder folder = new();
        int calls = 0;
        HyperparameterSearch search = new(Recipe, Parameters,
            (_, _) => ++calls == 1 ? throw new TrainingDivergedException("It diverged.") : calls, folder.File("log.jsonl"));
        IReadOnlyList<SearchTrial> trials = search.RandomSearch(3);
        Assert.Equal([2, 1, 0], trials.Select(trial => trial.Trial));
        Assert.Null(trials[^1].Score);
        HyperparameterSearch wrong = new(Recipe, Parameters, (_, _) => double.NaN, folder.File("nan.jsonl"));
        Assert.Equal("The score of trial 0 is NaN; it must be finite. Check the scoring function.",
            Assert.Throws<InvalidOperationException>(() => wrong.RandomSearch(1)).Message);
    }

    [Theory]
    [InlineData(false, double.NaN, 1, "low is NaN; it must be finite.")]
    [InlineData(false, double.NegativeInfinity, 1, "low is -Infinity; it must be finite.")]
    [InlineData(false, 1, 1, "high is 1; it must be finite and above low (1).")]
    [InlineData(false, 1, double.NaN, "high is NaN; it must be finite and above low (1).")]
    [InlineData(false, 1, double.PositiveInfinity, "high is Infinity; it must be finite and above low (1).")]
    [InlineData(true, 0, 1, "low is 0; a log-uniform range must begin above 0.")]
    [InlineData(true, double.NaN, 1, "low is NaN; a log-uniform range must begin above 0.")]
    [InlineData(true, 2, 1, "high is 1; it must be finite and above low (2).")]
    public void A_range_has_two_ends(bool isLogarithmic, double low, double high, string refusal) => Assert.StartsWith(refusal,
        Assert.Throws<ArgumentOutOfRangeException>(() => isLogarithmic
            ? Hyperparameter.LogUniform("a", low, high, (recipe, _) => recipe)
            : Hyperparameter.Uniform("a", low, high, (recipe, _) => recipe)).Message, StringComparison.Ordinal);

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentException>(() => Hyperparameter.Choice<int>("a", [], (recipe, _) => recipe));
        using TemporaryFolder folder = new();
        HyperparameterSearch search = Search(folder.File("log.jsonl"));
        Assert.Throws<ArgumentOutOfRangeException>(() => search.RandomSearch(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => search.SuccessiveHalving(9, leastEpochs: 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => search.SuccessiveHalving(9, reduction: 1));
        Assert.False(File.Exists(folder.File("log.jsonl")));
    }

    [Fact]
    public void It_finds_a_recipe_that_learns()
    {
        using TemporaryFolder folder = new();
        FerDataset faces = SmallModel.Faces;
        HyperparameterSearch search = new(new TrainingRecipe { BatchSize = 20, Epochs = 4, AveragingDecay = 0.5 },
            [Hyperparameter.Choice("learningRate", [1e-6, 0.03], (recipe, value) => recipe with { LearningRate = value })],
            (recipe, cancellationToken) =>
            {
                EmotionTrainerOptions options = new() { Network = SmallNetworks.Residual, Recipe = recipe };
                using EmotionModel model = new EmotionTrainer(options).Train(faces, cancellationToken);
                return model.Card.ValidationAccuracy!.Value;
            }, folder.File("log.jsonl"));
        IReadOnlyList<SearchTrial> trials = search.RandomSearch(5);
        Assert.Equal("0.03", trials[0].Values["learningRate"]);
        Assert.Equal("1E-06", trials[^1].Values["learningRate"]);
        Assert.True(trials[0].Score > trials[^1].Score);
    }

    /// <summary>The best rate is 0.01; with more epochs the score is higher, whatever the rate.</summary>
    private static HyperparameterSearch Search(string path, List<(double, int)>? calls = null, Action? told = null, int seed = 1) =>
        new(Recipe, Parameters, (recipe, cancellationToken) =>
        {
            calls?.Add((recipe.LearningRate, recipe.Epochs));
            told?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
            return recipe.Epochs - Loss(recipe.LearningRate);
        }, path, seed);

    private static double Loss(double rate) => Math.Abs(Math.Log10(rate) + 2);

    private static string Text(SearchTrial trial) =>
        $"{trial.Trial} {trial.Round} {trial.Score} {trial.Recipe.Epochs} {string.Join(',', trial.Values)} {trial.Recipe.LearningRate}";
}
