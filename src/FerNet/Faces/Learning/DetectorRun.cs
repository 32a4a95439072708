using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FerNet.Networks;
using FerNet.Training;
using FerNet.Training.Identity;
using TorchSharp;

namespace FerNet.Faces.Learning;

/// <summary>One training of the detector from its first step, or from a checkpoint, to its last.</summary>
internal sealed class DetectorRun : IDisposable
{
    /// <summary>Width and height of a scene in pixels.</summary>
    public const int SceneSide = 112;

    private const double AveragingDecay = 0.999, WeightDecay = 1e-4;

    /// <summary>Batches over which the averaged network's running statistics are measured, and the number of their first scene.</summary>
    private const int StatisticsBatches = 40;
    private const long StatisticsFrom = -1_000_000;

    /// <summary>When, in shares of all steps, the backgrounds are searched for hard negatives.</summary>
    private static readonly double[] Searches = [0.35, 0.6];

    private readonly FaceDetectorTrainerOptions options;
    private readonly FerDataset faces;
    private readonly IReadOnlyList<PictureLevels> backgrounds;
    private readonly HardNegatives hardNegatives = new();
    private readonly SceneMaker scenes;
    private readonly TrainableNetwork network;
    private readonly Optimizer optimizer;
    private readonly AveragedWeights average;
    private readonly Checkpoint? checkpoint;
    private readonly LearningRateSchedule schedule = LearningRateSchedule.WarmUpThenCosine();
    private TrainingState state;

    public DetectorRun(FaceDetectorTrainerOptions options, GraphWeights? start, FerDataset faces, IReadOnlyList<PictureLevels> backgrounds)
    {
        this.options = options;
        this.faces = faces;
        this.backgrounds = backgrounds;
        scenes = new SceneMaker(faces, backgrounds, SceneSide, options.Seed);
        bool isHalf = Processor.ComputesInHalf(options.Precision, TrainingDevice.Cpu);
        network = new TrainableNetwork(FaceNetwork.Create(SceneSide), learnsVotes: false, isHalf, options.Seed, torch.CPU);
        checkpoint = options.CheckpointDirectory is { } folder ? new Checkpoint(folder) : null;
        if (start is not null && checkpoint is not { Exists: true }) network.StartFrom(start, Statistics());
        TrainingRecipe recipe = new() { Name = "detector", Optimizer = TrainingOptimizer.Adam, WeightDecay = WeightDecay, AveragingDecay = AveragingDecay };
        optimizer = Optimizer.Create(recipe, [.. network.Weights.Trainable.Select(spec => (spec, network.Weights[spec.Name]))]);
        average = new AveragedWeights(network.Weights, AveragingDecay);
        state = new TrainingState { Identity = Identify(recipe, isHalf).ToJson() };
    }

    /// <summary>Trains to the end and answers the averaged weights.</summary>
    public Dictionary<string, WeightArray> Run(CancellationToken cancellationToken)
    {
        Restore();
        Stopwatch clock = Stopwatch.StartNew(), sinceSaved = Stopwatch.StartNew();
        int before = state.Step;
        try
        {
            foreach (SceneBatch batch in Batches(cancellationToken))
            {
                Learn(batch);
                state.Step++;
                Report(clock.Elapsed, before);
                if (sinceSaved.Elapsed < options.CheckpointInterval) continue;
                Save();
                sinceSaved.Restart();
            }
        }
        catch (OperationCanceledException)
        {
            Save();
            throw;
        }
        Save();
        return Averaged();
    }

    public void Dispose()
    {
        network.Dispose();
        hardNegatives.Dispose();
        optimizer.Dispose();
        average.Dispose();
    }

    /// <summary>The batches that are left; before some of them the backgrounds are searched, by the averaged weights of that moment.</summary>
    private IEnumerable<SceneBatch> Batches(CancellationToken cancellationToken)
    {
        int[] searches = [.. Searches.Select(share => (int)(share * options.Steps)).Where(step => step > 0)];
        for (int start = state.Step, end; start < options.Steps; start = end)
        {
            if (searches.Contains(start))
            {
                // What was found before must not matter: a training resumed right here has found it already.
                scenes.Hard = [];
                hardNegatives.Search(DetectorFile.Write(Averaged(), options, faces, backgrounds.Count), backgrounds, cancellationToken);
                scenes.Hard = hardNegatives.Places();
            }
            end = searches.Where(step => step > start).Append(options.Steps).Min();
            foreach (SceneBatch batch in BatchSource.Prepare(start, end, step => Batch((long)step * options.BatchSize), cancellationToken).ToBlockingEnumerable(cancellationToken)) yield return batch;
        }
    }

    private Dictionary<string, WeightArray> Averaged()
    {
        average.Remeasure(network, Statistics());
        if (average.Average.FirstNotFinite() is { } name) throw Diverged($"The weight {name} became infinite or NaN");
        return average.Average.ToArrays();
    }

    /// <summary>Scenes [n, 1, side, side] of their own; each tensor is disposed when the next one is asked for.</summary>
    private IEnumerable<torch.Tensor> Statistics()
    {
        for (int i = 0; i < StatisticsBatches; i++)
        {
            SceneBatch batch = Batch(StatisticsFrom + (i * options.BatchSize));
            using torch.Tensor pixels = LastingTensor.Of(batch.Pixels);
            yield return pixels;
        }
    }

    private SceneBatch Batch(long first) => SceneBatch.Of(scenes, first, options.BatchSize, SceneSide);

    private void Learn(SceneBatch batch)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        double rate = options.LearningRate * schedule.Share((double)state.Step / options.Steps);
        (torch.Tensor answers, _) = network.Learn(batch.Pixels());      // [n, 4, cells, cells]
        torch.Tensor loss = CellLoss.Of(answers, batch.Targets());
        loss.backward();
        double value = loss.item<float>();
        if (!double.IsFinite(value)) throw Diverged(FormattableString.Invariant($"The loss became {value}"));
        optimizer.Step(rate, state.Step + 1);
        average.Update(state.Step);
        // The mean over some hundred steps: a single batch says little.
        state.LossSum = state.Seen == 0 ? value : (0.99 * state.LossSum) + (0.01 * value);
        state.Seen += batch.Count;
    }

    private TrainingDivergedException Diverged(string what)
    {
        double rate = options.LearningRate * schedule.Share(Math.Min(1, (double)state.Step / options.Steps));
        return new TrainingDivergedException(FormattableString.Invariant($"{what} in step {state.Step + 1}, at a learning rate of {rate:0.######}. Train with a smaller rate."))
        {
            Epoch = 1,
            Step = state.Step + 1,
            LearningRate = rate,
        };
    }

    private void Report(TimeSpan elapsed, int before)
    {
        double pace = (double)(state.Step - before) * options.BatchSize / Math.Max(elapsed.TotalSeconds, 1e-9);
        options.ProgressCallback?.Invoke(new StepProgress
        {
            Epoch = 1,
            Epochs = 1,
            Step = state.Step,
            Steps = options.Steps,
            Loss = state.LossSum,
            Accuracy = double.NaN,
            PicturesPerSecond = pace,
            TimeLeft = TimeSpan.FromSeconds((double)(options.Steps - state.Step) * options.BatchSize / pace),
        });
    }

    private DetectorIdentity Identify(TrainingRecipe recipe, bool isHalf)
    {
        using IncrementalHash ground = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (PictureLevels background in backgrounds)
        {
            ground.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{background.Width} x {background.Height};")));
            ground.AppendData(background.Full);
        }
        return new DetectorIdentity
        {
            Network = NetworkIdentity.Of(network.Network),
            Steps = options.Steps,
            BatchSize = options.BatchSize,
            LearningRate = options.LearningRate,
            Schedule = schedule,
            Recipe = recipe,
            Seed = options.Seed,
            Precision = isHalf ? TrainingPrecision.BFloat16 : TrainingPrecision.Float32,
            StartFrom = options.StartFrom is { } start ? RunIdentity.Digest(start.Graph) : null,
            Faces = FaceSetIdentity.Of(faces, readsVotes: false),
            BackgroundCount = backgrounds.Count,
            Backgrounds = Convert.ToHexStringLower(ground.GetHashAndReset()),
            Scenes = SceneMaker.Version,
        };
    }

    private void Restore()
    {
        if (checkpoint is null || !checkpoint.Exists) return;
        if (!options.Resume) throw new InvalidOperationException($"{checkpoint.FilePath} holds the checkpoint of a training. Resume it, or name another folder; FerNet does not overwrite it.");
        state = checkpoint.Read(state.Identity, Tensors());
        if (state.Step < 0 || state.Step > options.Steps || !double.IsFinite(state.LossSum)) throw checkpoint.Damaged("its place in the training is none of this run");
        scenes.Hard = hardNegatives.Places();
    }

    private void Save() => checkpoint?.Write(state, Tensors());

    private IEnumerable<KeyValuePair<string, torch.Tensor>> Tensors()
    {
        foreach (WeightSpec spec in network.Weights.Specs)
        {
            yield return new($"weights/{spec.Name}", network.Weights[spec.Name]);
            yield return new($"average/{spec.Name}", average.Average[spec.Name]);
        }
        yield return new("hardNegatives", hardNegatives.Tensor);
        foreach ((string name, torch.Tensor tensor) in optimizer.Memory) yield return new($"optimizer/{name}", tensor);
    }
}
