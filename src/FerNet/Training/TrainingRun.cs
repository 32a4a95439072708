using FerNet.Networks;
using FerNet.Training.Identity;
using FerNet.Utilities;
using TorchSharp;

namespace FerNet.Training;

/// <summary>One training, from the first step or a checkpoint to the last step. Owns its tensors.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TrainingPlan plan;
    private readonly TrainingRecipe recipe;
    private readonly EmotionTrainerOptions options;
    private readonly BatchMaker batches;
    private readonly TrainableNetwork network;
    private readonly Optimizer optimizer;
    private readonly LearningStep learning;
    private readonly StepAccumulator tally;
    private readonly AveragedWeights? average;
    private readonly InterpolatedWeights? interpolation;
    private readonly WeightStore best;
    private readonly Checkpoint? checkpoint;
    private readonly TimeProvider time;
    private TrainingState state;

    /// <summary>Learning rate of the last step.</summary>
    private double rate;

    public TrainingRun(TrainingPlan plan, CancellationToken cancellationToken = default)
        : this(plan, TimeProvider.System, cancellationToken)
    {
    }

    /// <param name="plan">Settings and data.</param>
    /// <param name="time">The clock of the time limit, of checkpoints and of the reported times.</param>
    /// <param name="cancellationToken">Cancels the measurement of the starting model's normalizations.</param>
    public TrainingRun(TrainingPlan plan, TimeProvider time, CancellationToken cancellationToken)
    {
        this.time = time;
        this.plan = plan;
        recipe = plan.Recipe;
        options = plan.Options;
        batches = new BatchMaker(plan.Training, recipe, plan.Normalization, options.ClassWeights, options.Seed, plan.TeacherProbabilities);
        network = new TrainableNetwork(options.Network, batches.LearnsVotes, plan.IsHalf, options.Seed, Devices.ToTorch(options.Device),
            recipe.FreezeUntil);
        checkpoint = options.CheckpointDirectory is { } folder ? new Checkpoint(folder) : null;
        // A resumed training overwrites these weights, but interpolates with them.
        if (plan.Start is { } start && (recipe.StartShare > 0 || checkpoint is not { Exists: true })) StartFrom(start, cancellationToken);
        optimizer = Optimizer.Create(recipe, network.Weights);
        learning = new LearningStep(plan, network, optimizer);
        tally = new StepAccumulator(network.Device);
        average = recipe.AveragingDecay > 0 ? new AveragedWeights(network.Weights, recipe.AveragingDecay) : null;
        interpolation = recipe.StartShare > 0 ? new InterpolatedWeights(network.Weights, recipe.StartShare) : null;
        best = network.Weights.Clone();
        state = new TrainingState { Identity = RunIdentity.Create(plan).ToJson() };
    }

    /// <summary>Called after each epoch, before its checkpoint is written. Default: null.</summary>
    public Action<TrainingRun>? EpochEnded { get; init; }

    public TrainingState State => state;

    public TrainedNetwork Run(CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        Restore();
        TimeSpan before = state.Elapsed;
        TimeSpan Elapsed() => before + time.GetElapsedTime(started);
        while (!state.IsFinished)
        {
            try
            {
                LearnEpoch(() => state.Elapsed = Elapsed(), cancellationToken);
                ValidateEpoch(Elapsed, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                state.Elapsed = Elapsed();
                ReadTally();
                Save();
                throw;
            }
            try
            {
                // Before the checkpoint: if the process ends in between, the epoch is reported twice after the resume, but never omitted.
                EpochEnded?.Invoke(this);
                options.MetricsCallback?.Invoke(state.History[^1]);
            }
            finally
            {
                Save();
            }
        }
        return Best(cancellationToken);
    }

    /// <summary>The weights of the best epoch so far, and their temperature. At least one epoch must have ended.</summary>
    public TrainedNetwork Best(CancellationToken cancellationToken)
    {
        RequireFinite(best, null);
        float[] heldBack = Validation.Logits(network, best, plan.Calibration, plan.Normalization, cancellationToken);
        float temperature = plan.LearnedCalibrationAccuracy is null
            ? Temperature.Fit(heldBack, plan.Calibration, plan.PriorTemperature) : (float)plan.PriorTemperature;
        Dictionary<string, WeightArray> weights =
            best.ToArrays().Where(entry => !entry.Key.StartsWith(TrainableNetwork.VotesLayerName, StringComparison.Ordinal)).ToDictionary();
        return new TrainedNetwork(plan, weights, temperature, state);
    }

    public void Dispose()
    {
        learning.Dispose();
        tally.Dispose();
        network.Dispose();
        optimizer.Dispose();
        average?.Dispose();
        interpolation?.Dispose();
        best.Dispose();
    }

    /// <summary>Trains one epoch, or the rest of an interrupted epoch.</summary>
    private void LearnEpoch(Action tick, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp(), saved = started;
        (TimeSpan earlier, int seenBefore, double before) = (state.EpochElapsed, state.Seen, Progress());
        int[] order = batches.Order(state.Epoch);
        // A GPU processes batches faster than one thread can make them.
        int workers = network.Device.type == DeviceType.CPU ? 1 : Math.Max(1, Environment.ProcessorCount / 2);
        foreach (Batch batch in BatchSource.Prepare(state.Step, batches.StepsPerEpoch, step =>
            batches.Make(state.Epoch, step, order, before), workers, cancellationToken).ToBlockingEnumerable(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tick();
            double progress = Progress();
            if (progress >= 1 && state.Step > 0) break;
            rate = recipe.LearningRate * recipe.Schedule.Factor(progress);
            learning.Run(batch, state.TotalSteps, progress, rate, tally);
            average?.Update(state.TotalSteps);
            bool reads = tally.IsDue, saves = checkpoint is not null && time.GetElapsedTime(saved) >= options.CheckpointInterval;
            if (reads || saves) ReadTally();
            state.Step++;
            state.TotalSteps++;
            state.EpochElapsed = earlier + time.GetElapsedTime(started);
            if (reads) ReportStep(time.GetElapsedTime(started), seenBefore);
            if (!saves) continue;
            tick();
            Save();
            saved = time.GetTimestamp();
        }
        cancellationToken.ThrowIfCancellationRequested();
        ReadTally();
    }

    /// <summary>Adds the accumulated loss and counts to the state.</summary>
    private void ReadTally()
    {
        (double loss, int correct, int faces) = tally.Take();
        if (!double.IsFinite(loss)) throw Diverged(CultureInvariant.Text(() => $"The loss became {loss / faces}"));
        state.LossSum += loss;
        state.Correct += correct;
        state.Seen += faces;
    }

    /// <summary>Validates, keeps the best weights, and ends the epoch. After a cancellation, a resumed run validates again.</summary>
    private void ValidateEpoch(Func<TimeSpan> elapsedNow, CancellationToken cancellationToken)
    {
        WeightStore judged = average?.Average ?? network.Weights;
        if (interpolation is not null)
        {
            interpolation.Mix(judged);
            judged = interpolation.Mean;
        }
        if (judged != network.Weights) network.MeasureStatistics(judged, Sample(cancellationToken));
        (double Loss, double Accuracy)? validation = plan.Validation.Count == 0
            ? null
            : Validation.Judge(Validation.Logits(network, judged, plan.Validation, plan.Normalization, cancellationToken), plan.Validation);

        RequireFinite(judged, validation?.Loss);
        int epoch = state.Epoch + 1;
        // Without validation, the last weights are kept.
        double score = validation?.Accuracy ?? epoch;
        if (score > state.BestAccuracy)
        {
            (state.BestAccuracy, state.BestEpoch) = (score, epoch);
            best.CopyFrom(judged);
        }
        if (score > state.PatienceAccuracy + (options.EarlyStopping?.MinDelta ?? 0))
            (state.PatienceAccuracy, state.PatienceEpoch) = (score, epoch);

        TimeSpan elapsed = elapsedNow(),
            duration = elapsed - (state.History.Count > 0 ? TimeSpan.FromTicks(state.History.Sum(h => h.Duration.Ticks)) : TimeSpan.Zero);
        state.IsFinished = epoch >= recipe.Epochs || elapsed >= options.TimeLimit
            || (options.EarlyStopping is { } stopping && epoch - state.PatienceEpoch >= stopping.Patience);
        state.History.Add(new EpochMetrics
        {
            Epoch = epoch,
            Epochs = recipe.Epochs,
            Loss = state.LossSum / state.Seen,
            Accuracy = (double)state.Correct / state.Seen,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            LearningRate = rate,
            ImagesPerSecond = state.Seen / state.EpochElapsed.TotalSeconds,
            Duration = duration,
            TimeLeft = state.IsFinished ? TimeSpan.Zero : Left(duration * (recipe.Epochs - epoch), elapsed),
        });
        (state.Epoch, state.Step, state.LossSum, state.Correct, state.Seen) = (epoch, 0, 0, 0, 0);
        (state.Elapsed, state.EpochElapsed) = (elapsed, TimeSpan.Zero);
    }

    private IEnumerable<torch.Tensor> Sample(CancellationToken cancellationToken) =>
        StatisticsSample.Batches(plan.Training, plan.Normalization, options.Seed, network.Device, cancellationToken);

    private void StartFrom(GraphWeights start, CancellationToken cancellationToken)
    {
        try
        {
            network.StartFrom(start, Sample(cancellationToken));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Share of the training done before the next step, by steps or, with a time limit, by time if that is larger.</summary>
    private double Progress()
    {
        double bySteps = (double)state.TotalSteps / ((long)recipe.Epochs * batches.StepsPerEpoch);
        return options.TimeLimit is { } limit ? Math.Clamp(state.Elapsed / limit, bySteps, 1) : bySteps;
    }

    private TimeSpan Left(TimeSpan byEpochs, TimeSpan elapsed) =>
        options.TimeLimit is { } limit && limit - elapsed < byEpochs ? limit - elapsed : byEpochs;

    private void ReportStep(TimeSpan elapsed, int seenBefore)
    {
        if (options.ProgressCallback is null) return;
        double pace = (state.Seen - seenBefore) / Math.Max(elapsed.TotalSeconds, 1e-9);
        long remainingFaces = ((long)(recipe.Epochs - state.Epoch) * plan.Training.Count) - state.Seen;
        options.ProgressCallback(new StepProgress
        {
            Epoch = state.Epoch + 1,
            Epochs = recipe.Epochs,
            Step = state.Step,
            Steps = batches.StepsPerEpoch,
            Loss = state.LossSum / state.Seen,
            Accuracy = (double)state.Correct / state.Seen,
            ImagesPerSecond = pace,
            TimeLeft = Left(TimeSpan.FromSeconds(Math.Max(0, remainingFaces / pace)), state.Elapsed),
        });
    }

    private void Restore()
    {
        if (checkpoint?.Restore(options.Resume, state.Identity, Tensors()) is not { } restored) return;
        state = restored;
        if (!state.IsValidFor(recipe.Epochs, batches.StepsPerEpoch)) throw checkpoint.Damaged("its epoch or step is outside this run");
    }

    /// <summary>Writes a checkpoint. A valid checkpoint is never replaced by one with an infinity or NaN.</summary>
    private void Save()
    {
        if (checkpoint is null) return;
        if (WeightStore.FirstNotFinite(Tensors()) is { } name) throw Diverged($"The tensor {name} became infinite or NaN");
        checkpoint.Write(state, Tensors());
    }

    /// <summary>Ends the training at an infinity or NaN, which would otherwise be kept as the best weights or exported.</summary>
    private void RequireFinite(WeightStore weights, double? validationLoss)
    {
        if (validationLoss is { } loss && !double.IsFinite(loss)) throw Diverged(Invariant($"The validation loss became {loss}"));
        if (weights.FirstNotFinite() is { } name) throw Diverged($"The weight {name} became infinite or NaN");
    }

    private IEnumerable<KeyValuePair<string, torch.Tensor>> Tensors()
    {
        foreach (WeightSpec spec in network.Weights.Specs)
        {
            yield return new($"weights/{spec.Name}", network.Weights[spec.Name]);
            yield return new($"best/{spec.Name}", best[spec.Name]);
            if (average is not null) yield return new($"average/{spec.Name}", average.Average[spec.Name]);
        }
        if (learning.AnswerCache is { } cache) yield return new("teachers/answers", cache.All);
        foreach ((string name, torch.Tensor tensor) in optimizer.Memory) yield return new($"optimizer/{name}", tensor);
    }

    private TrainingDivergedException Diverged(string what)
    {
        (int epoch, int step) = (Math.Min(state.Epoch + 1, recipe.Epochs), state.Step + 1);
        string text = TrainingDivergedException.Text(what, Invariant($"in epoch {epoch}, step {step}"), rate, checkpoint?.FileIfAny);
        return new TrainingDivergedException(text) { Epoch = epoch, Step = step, LearningRate = rate };
    }
}
