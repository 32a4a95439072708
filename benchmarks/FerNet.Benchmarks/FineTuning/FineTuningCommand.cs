using System.Globalization;
using FerNet.Networks;
using FerNet.Training;

namespace FerNet.Benchmarks.FineTuning;

/// <summary>
/// fine-tuning FER2013 FOLDER [--seeds N] [--faces N] [--network NAME] [--start-share R] [--replay N] [--balanced]: what
/// <see cref="TrainingRecipe.FineTune"/> wins on images of one's own and loses on FER2013. Half of the folder is learned from, half is
/// measured on; the seed draws the halves. --replay adds faces of FER2013's Training, --balanced makes all emotions count the same.
/// </summary>
internal static class FineTuningCommand
{
    private const int FirstSeed = 7;

    public static void Run(string[] arguments)
    {
        int seeds = Number("--seeds", 3), faces = Number("--faces", 0), replayed = Number("--replay", 0);
        TrainingRecipe recipe = replayed > 0 ? TrainingRecipe.FineTuneWithReplay : TrainingRecipe.FineTune;
        if (ValueOf("--start-share") is { } share) recipe = recipe with { StartShare = double.Parse(share, CultureInfo.InvariantCulture) };
        Network network = Network.FromName(ValueOf("--network") ?? "default");
        FerDataset fer = FerDataset.Load(arguments[0], new FerDatasetOptions { UseFerPlus = false });
        FerDataset own = FerDataset.Load(arguments[1], new FerDatasetOptions { Faces = FaceSearch.None });
        using EmotionModel shipped = network.Name == "default" ? EmotionModel.LoadDefault() : EmotionModel.LoadFast();
        List<FineTuningFigures> before = [], after = [];
        for (int seed = FirstSeed; seed < FirstSeed + seeds; seed++)
        {
            FerDataset halves = own.RandomSplit(seed, 0.5, 0);
            FerDataset learned = faces > 0 ? halves.Training.Take(faces, seed) : halves.Training;
            if (replayed > 0) learned = learned.Concat(fer.Training.Take(replayed, seed));
            using EmotionModel tuned = new EmotionTrainer(new EmotionTrainerOptions
            {
                Network = network,
                Recipe = recipe,
                StartFrom = shipped,
                ClassWeights = arguments.Contains("--balanced") ? EmotionTrainerOptions.BalancedClassWeights(learned) : null,
                Seed = seed,
            }).Train(learned);
            before.Add(FineTuningFigures.Measure(shipped, halves.PrivateTest, fer.PublicTest));
            after.Add(FineTuningFigures.Measure(tuned, halves.PrivateTest, fer.PublicTest));
            Console.WriteLine($"seed {seed}, {learned.Count:N0} faces: {before[^1]} -> {after[^1]}");
        }
        Console.WriteLine("\n| model | own half | macro F1 | surprise found | PublicTest |");
        Console.WriteLine("|---|---|---|---|---|");
        Console.WriteLine(FineTuningFigures.Row($"{network.Name}, as shipped", before));
        Console.WriteLine(FineTuningFigures.Row($"{network.Name}, fine-tuned", after));

        int Number(string name, int usual) => ValueOf(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

        string? ValueOf(string name) =>
            Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
