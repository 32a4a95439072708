using System.Diagnostics;
using FerNet.Networks;
using FerNet.Networks.Detection;
using FerNet.Training.Identity;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>
/// One training of the detector, from the first step or a checkpoint to the last step. <see cref="Run"/> is the main loop. Owns its
/// tensors.
/// </summary>
internal sealed class DetectorTrainingRun : IDisposable
{
    /// <summary>Decay of the averaged weights per step, reached after many steps.</summary>
    private const double AveragingDecay = 0.9995;

    /// <summary>On a GPU, steps between two readings of the loss, because each reading waits for the GPU.</summary>
    private const int LossInterval = 25;

    private readonly FaceDetectorTrainerOptions options;
    private readonly DetectorTrainingData data;
    private readonly DetectorGrid grid;
    private readonly SampleMaker samples;
    private readonly torch.Device device;
    private readonly DetectorForward forward;
    private readonly DetectorForward exact;
    private readonly DetectorWeights weights;
    private readonly DetectorWeights average;
    private readonly DetectorOptimizer optimizer;
    private readonly StatisticsInputs statistics;
    private readonly torch.Tensor losses;
    private readonly DetectorCheckpoint? checkpoint;
    private readonly LearningRateSchedule schedule = LearningRateSchedule.WarmUpThenCosine();
    private readonly Stopwatch clock = new();
    private DetectorTrainingState state;
    private TimeSpan before;
    private int stepBefore;

    public DetectorTrainingRun(FaceDetectorTrainerOptions options, string dataDigest, DetectorTrainingData data,
        CancellationToken cancellationToken)
    {
        this.options = options;
        this.data = data;
        grid = new DetectorGrid(options.InputSize, options.InputSize);
        samples = new SampleMaker(data.Training, data.Backgrounds, options.InputSize, options.Seed)
        {
            HardNegatives = options is { StartFrom: { } start, HardNegativeShare: > 0 }
                ? HardNegatives.Find(start, data.Training, cancellationToken)
                : [],
            HardNegativeShare = options.HardNegativeShare,
        };
        device = Devices.ToTorch(options.Device);
        statistics = new StatisticsInputs(samples, options, device, cancellationToken);
        Network = DetectorNetwork.Default;
        weights = DetectorWeights.Initialize(Network, options.Seed, device);
        DetectorArithmetic arithmetic = ArithmeticChoice.For(Network, weights, statistics.FirstPixels, options.Precision);
        forward = new DetectorForward(Network, arithmetic);
        exact = new DetectorForward(Network, arithmetic with { IsHalf = false });
        average = weights.Clone(device);
        optimizer = new DetectorOptimizer(weights);
        losses = DetachedTensor.Compute(() => torch.zeros([3], dtype: torch.float32, device: device));
        checkpoint = options.CheckpointDirectory is { } folder ? new DetectorCheckpoint(folder) : null;
        state = new DetectorTrainingState
        {
            Identity = DetectorIdentity.Create(options, dataDigest, data, Network, arithmetic, AveragingDecay).ToJson(),
        };
    }

    public DetectorNetwork Network { get; }

    /// <summary>Steps done, elapsed time, and the metrics of each validation.</summary>
    public DetectorTrainingState State => state;

    /// <summary>Progress of the training, 0 to 1: the share of the steps or, with a time limit, of the time, whichever is larger.</summary>
    private double Progress
    {
        get
        {
            double steps = (double)state.Step / options.Steps;
            return options.TimeLimit is { } limit ? Math.Min(1, Math.Max(steps, Elapsed / limit)) : steps;
        }
    }

    private TimeSpan Elapsed => before + clock.Elapsed;

    /// <summary>Trains to the end and returns the averaged weights.</summary>
    public Dictionary<string, WeightArray> Run(CancellationToken cancellationToken)
    {
        if (!Restore() && options.StartFrom is { } start)
        {
            DetectorStart.Apply(weights, Network, start, statistics, exact, cancellationToken);
            average.CopyFrom(weights);
        }
        (before, stepBefore) = (state.Elapsed, state.Step);
        clock.Start();
        Stopwatch sinceSaved = Stopwatch.StartNew();
        bool isLast = state.Step > 0 && Progress >= 1, isMeasured;
        try
        {
            // A checkpoint may have been written before the validation of its last step.
            isMeasured = ValidateIfDue(isLast, cancellationToken);
            using BatchQueue queue =
                new(state.Step, options.Steps, step =>
                    DetectionBatch.Make(samples, (long)step * options.BatchSize, options.BatchSize, device));
            foreach (DetectionBatch batch in isLast ? [] : queue.Batches(cancellationToken))
            {
                using (batch) Learn(batch);
                Report();
                isLast = Progress >= 1;
                isMeasured = ValidateIfDue(isLast, cancellationToken);
                if (isLast) break;
                if (sinceSaved.Elapsed < options.CheckpointInterval) continue;
                Save();
                sinceSaved.Restart();
            }
            if (!isMeasured) statistics.UpdateStatistics(exact, average, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Save();
            throw;
        }
        RequireFiniteTensors();
        Save();
        return average.ToArrays();
    }

    public void Dispose()
    {
        statistics.Dispose();
        optimizer.Dispose();
        losses.Dispose();
        average.Dispose();
        weights.Dispose();
    }

    private int Interval => options.ValidationInterval > 0 ? options.ValidationInterval : Math.Max(1, options.Steps / 20);

    private void Learn(DetectionBatch batch)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        double rate = options.LearningRate * schedule.Factor(Progress);
        torch.Tensor values = forward.Learn(weights, batch.Pixels);                                             // [n, A, 15]
        float[] scoresAndBoxes = WeightStore.Values(values.detach().narrow(2, 0, 5));                           // [n, A, 5]
        DetectionTargets targets = DetectionTargets.Create(grid, batch.Samples, scoresAndBoxes);
        (torch.Tensor loss, torch.Tensor lossTerms) = DetectionLoss.Compute(values, targets);
        loss.backward();
        state.Step++;
        optimizer.Step(rate, options.WeightDecay, state.Step);
        using IDisposable noGrad = torch.no_grad();
        double stays = Math.Min(AveragingDecay, (1.0 + state.Step) / (10.0 + state.Step));
        using Scalar kept = stays.ToScalar(), share = (1 - stays).ToScalar();
        average.Learned.mul_(kept).add_(weights.Learned, share);
        losses.add_(lossTerms, TorchScalars.One);
        state.SummedSteps++;
        if (device.type == DeviceType.CPU || state.Step % LossInterval == 0) RequireFinite(rate);
    }

    private void RequireFinite(double rate)
    {
        double sum = Losses().Sum();
        if (!double.IsFinite(sum)) throw Diverged(Invariant($"The loss became {sum}"), rate);
    }

    /// <summary>Ends the training at an infinity or NaN, which would otherwise be exported or replace a valid checkpoint.</summary>
    private void RequireFiniteTensors()
    {
        if (WeightStore.FirstNotFinite(Tensors()) is { } name)
            throw Diverged($"The tensor {name} became infinite or NaN", options.LearningRate * schedule.Factor(Progress));
    }

    private TrainingDivergedException Diverged(string what, double rate) => new(
        TrainingDivergedException.Text(what, $"by step {state.Step}", rate, checkpoint?.FileIfAny))
    {
        Epoch = 1,
        Step = state.Step,
        LearningRate = rate,
    };

    /// <summary>Means of the three parts of the loss since the last metrics.</summary>
    private double[] Losses() => [.. WeightStore.Values(losses).Select(sum => (double)sum / Math.Max(1, state.SummedSteps))];

    private void ClearLosses()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGrad = torch.no_grad();
        losses.zero_();
        state.SummedSteps = 0;
    }

    /// <summary>Validates if it is due at this step and was not done. Returns whether the running statistics are final.</summary>
    private bool ValidateIfDue(bool isLast, CancellationToken cancellationToken)
    {
        bool isDue = state.Step > 0 && (isLast || state.Step % Interval == 0), isDone = state.History.Count > 0
            && state.History[^1].Step == state.Step;
        if (!isDue || isDone) return false;
        Validate(isLast ? exact : forward, cancellationToken);
        return isLast;
    }

    /// <summary>Validates the averaged weights and reports.</summary>
    /// <param name="measuring">The forward computation; at the end in float32, as in the exported graph.</param>
    /// <param name="cancellationToken">Cancels after a batch. The loss sums are then unchanged, and the validation is repeated after a
    /// resume.</param>
    private void Validate(DetectorForward measuring, CancellationToken cancellationToken)
    {
        double rate = options.LearningRate * schedule.Factor(Progress);
        RequireFinite(rate);
        double[] lossTerms = Losses();
        statistics.UpdateStatistics(measuring, average, cancellationToken);
        RequireFiniteTensors();
        ValidationResult? validation = data.Validation.Any(photo => photo.Anchors.Length > 0)
            ? DetectorValidation.Validate(measuring, average, data.Validation, device, cancellationToken)
            : null;
        ClearLosses();
        FaceDetectorMetrics metrics = new()
        {
            Step = state.Step,
            Steps = options.Steps,
            Loss = lossTerms.Sum(),
            ScoreLoss = lossTerms[0],
            BoxLoss = lossTerms[1],
            LandmarkLoss = lossTerms[2],
            ValidationRecall = validation?.Recall,
            ValidationLandmarkError = validation?.LandmarkError,
            LearningRate = rate,
            InputsPerSecond = Pace,
            Elapsed = Elapsed,
        };
        state.History.Add(metrics);
        options.MetricsCallback?.Invoke(metrics);
    }

    private double Pace => (double)(state.Step - stepBefore) * options.BatchSize / Math.Max(clock.Elapsed.TotalSeconds, 1e-9);

    private void Report()
    {
        if (options.ProgressCallback is null) return;
        options.ProgressCallback(new StepProgress
        {
            Epoch = 1,
            Epochs = 1,
            Step = state.Step,
            Steps = options.Steps,
            Loss = state.History.Count > 0 ? state.History[^1].Loss : double.NaN,
            Accuracy = double.NaN,
            ImagesPerSecond = Pace,
            TimeLeft = Progress > 0
                ? clock.Elapsed * ((1 - Progress) / Math.Max(1e-9, Progress - ((double)stepBefore / options.Steps)))
                : TimeSpan.Zero,
        });
    }

    /// <summary>Restores a checkpoint. Returns false if there is none.</summary>
    private bool Restore()
    {
        if (checkpoint?.Restore(options.Resume, state.Identity, Tensors()) is not { } restored) return false;
        state = restored;
        if (!state.IsValidFor(options.Steps)) throw checkpoint.Damaged("its epoch or step is outside this run");
        return true;
    }

    private void Save()
    {
        if (checkpoint is null) return;
        RequireFiniteTensors();
        state.Elapsed = Elapsed;
        checkpoint.Write(state, Tensors());
    }

    private Dictionary<string, torch.Tensor> Tensors() => new()
    {
        ["weights"] = weights.Learned,
        ["average"] = average.Learned,
        ["average.statistics"] = average.Measured,
        ["optimizer.mean"] = optimizer.Mean,
        ["optimizer.square"] = optimizer.Square,
        ["losses"] = losses,
    };
}
