using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Utilities;

namespace FerNet.Training;

/// <summary>The complete settings of a training, and its faces, split into training, validation and calibration faces.</summary>
internal sealed record TrainingPlan
{
    private readonly Lazy<double?> learnedCalibrationAccuracy;

    public TrainingPlan() => learnedCalibrationAccuracy = new(MeasureLearnedAccuracy);

    public required EmotionTrainerOptions Options { get; init; }

    public required TrainingRecipe Recipe { get; init; }

    public required bool IsHalf { get; init; }

    public required FerDataset Training { get; init; }

    /// <summary>Faces for validation; may be empty.</summary>
    public required FerDataset Validation { get; init; }

    /// <summary>Faces for the temperature; empty if none is fitted.</summary>
    public required FerDataset Calibration { get; init; }

    /// <summary>The teachers' probabilities for the training faces [N * 7]; null without teachers, or if they see each crop.</summary>
    public required float[]? TeacherProbabilities { get; init; }

    /// <summary>The weights of the starting model; null for random weights.</summary>
    public required GraphWeights? Start { get; init; }

    public required Normalization Normalization { get; init; }

    /// <summary>The prior of the temperature: the temperature of the starting model, or 1.</summary>
    public double PriorTemperature => Options.StartFrom?.Temperature ?? 1;

    /// <summary>
    /// The starting model's accuracy on <see cref="Calibration"/>, 0 to 1, if it was trained on these faces, so that no temperature can be
    /// fitted; otherwise null.
    /// </summary>
    public double? LearnedCalibrationAccuracy => learnedCalibrationAccuracy.Value;

    public required string DataDigest { get; init; }

    /// <exception cref="ArgumentException">The dataset has no labeled training faces, or the network cannot read the recipe's
    /// crops.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled while the teachers' answers were computed.</exception>
    public static TrainingPlan Make(EmotionTrainerOptions options, FerDataset faces, CancellationToken cancellationToken = default)
    {
        TrainingRecipe recipe = options.EffectiveRecipe;
        GraphWeights? weights = ReadStart(options);
        PlanChecks.Require(options, recipe, faces);
        FerDataset training = faces.Training;

        int[] order = new CounterRandom(options.Seed, -7).Permutation(training.Count);
        FerDataset validation = options.ValidationSet ?? faces.PublicTest;
        int held = options.ValidationSet is null && validation.Count == 0 ? (int)(training.Count * options.ValidationSetFraction) : 0;
        if (held > 0) validation = training.Select(order[..held]);
        int calibrated = (int)((training.Count - held) * recipe.CalibrationFraction);
        FerDataset calibration = training.Select(order[held..(held + calibrated)]);
        if (held + calibrated > 0)
        {
            int[] kept = order[(held + calibrated)..];
            Array.Sort(kept);
            training = training.Select(kept);
        }
        PlanChecks.RequireLearnable(options, training, held + calibrated);
        return new TrainingPlan
        {
            Options = options,
            // Without teachers, the weight has no effect and should not appear in the model card.
            Recipe = options.Teachers.Count == 0 ? recipe with { TeacherWeight = 0 } : recipe,
            IsHalf = Processor.ComputesInHalf(options.Precision, options.Device),
            Training = training,
            Validation = validation,
            Calibration = calibration,
            TeacherProbabilities = options.Teachers.Count > 0 && !recipe.TeachersSeeCrops
                ? TeacherAnswers.Compute(options.Teachers, training, cancellationToken)
                : null,
            Start = weights,
            // A starting model's weights need its standardization.
            Normalization = options.StartFrom?.Normalization ?? MeasureNormalization(training),
            DataDigest = faces.Digest,
        };
    }

    private double? MeasureLearnedAccuracy() => Temperature.LearnedAccuracy(Options.StartFrom, this);

    private static GraphWeights? ReadStart(EmotionTrainerOptions options)
    {
        if (options.StartFrom is not { } start) return null;
        try
        {
            return GraphWeights.Read(start.Graph, options.Network);
        }
        catch (InvalidDataException error)
        {
            throw new ArgumentException(
                Invariant($"StartFrom is a model of the network '{UntrustedText.Quote(start.Name)}' ({start.Parameters:N0} ") +
                "parameters), whose weights the network to train, " +
                Invariant($"'{options.Network.Name}' ({options.Network.ParameterCount:N0} parameters), cannot take over. Set Network ") +
                Invariant($"to the one that the model was trained with. ({error.Message})"), nameof(options), error);
        }
    }

    /// <summary>Mean and standard deviation over all pixels of the training faces.</summary>
    internal static Normalization MeasureNormalization(FerDataset faces)
    {
        long sum = 0, squares = 0, count = (long)faces.Count * FacePatch.PixelCount;
        for (int i = 0; i < faces.Count; i++)
        {
            foreach (byte level in faces.Pixels(i))
            {
                sum += level;
                squares += level * level;
            }
        }
        double mean = (double)sum / count, variance = ((double)squares / count) - (mean * mean);
        return new Normalization((float)mean, (float)Math.Sqrt(Math.Max(variance, 1)));
    }
}
