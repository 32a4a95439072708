using System.Diagnostics.CodeAnalysis;
using FerNet.Data;
using FerNet.Evaluation;
using FerNet.Models;
using FerNet.Pipelines;
using FerNet.Training;
using FerNet.Training.Native;
using FerNet.Utilities;
using Microsoft.ML;

namespace FerNet;

/// <summary>Trains a network to recognize emotions.</summary>
/// <remarks>
/// The constructor takes settings, <see cref="Train"/> takes data. Training twice with the same settings and data on one machine gives the
/// same weights. Needs torch's native library in the application: <c>dotnet add package libtorch-cpu-linux-x64</c> on Linux,
/// <c>TorchSharp-cpu</c> elsewhere. Thread-safe: the trainer keeps no state between calls. Concurrent training runs slow each other down.
/// </remarks>
public sealed class EmotionTrainer : IEstimator<EmotionModel>
{
    /// <summary>Creates a trainer.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    [RequiresUnreferencedCode(ReflectionMessages.Torch)]
    [RequiresDynamicCode(ReflectionMessages.Torch)]
    public EmotionTrainer(EmotionTrainerOptions? options = null) => Options = options ?? new EmotionTrainerOptions();

    /// <summary>The settings.</summary>
    public EmotionTrainerOptions Options { get; }

    /// <summary>
    /// Trains on the Training faces of the dataset and returns the model of the epoch that is best on the validation faces, by default
    /// PublicTest.
    /// </summary>
    /// <param name="faces">Labeled faces. PrivateTest faces are not used.</param>
    /// <param name="cancellationToken">
    /// Stops training after the current step; with a checkpoint folder, the checkpoint is written first. The best model so far is returned
    /// with <see cref="EmotionTrainerOptions.KeepBestWhenCanceled"/>, and is in the checkpoint folder, see
    /// <see cref="EmotionModel.FromCheckpoint"/>.
    /// </param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The faces cannot be used for training, or the network does not match the recipe or the starting
    /// model; the message gives the reason.</exception>
    /// <exception cref="DllNotFoundException">The application lacks torch's native library; the message names the package.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or belongs to another training.</exception>
    /// <exception cref="IOException">The checkpoint folder cannot be created or written to, or another training run uses it.</exception>
    /// <exception cref="InvalidOperationException">The folder has a checkpoint and <see cref="EmotionTrainerOptions.Resume"/> is false, or
    /// the device is missing.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or NaN.</exception>
    /// <exception cref="OperationCanceledException">Training was canceled, and either
    /// <see cref="EmotionTrainerOptions.KeepBestWhenCanceled"/> is false or no epoch had ended.</exception>
    public EmotionModel Train(FerDataset faces, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(faces);
        return TrainForColumns(faces, ModelColumns.FromOptions(Options), cancellationToken);
    }

    /// <param name="faces">Labeled faces.</param>
    /// <param name="columns">The columns that the model's pipelines read and add.</param>
    /// <param name="cancellationToken">Stops after the current step.</param>
    private EmotionModel TrainForColumns(FerDataset faces, ModelColumns columns, CancellationToken cancellationToken)
    {
        using FolderLock? held = CheckpointFolder.Take(Options.CheckpointDirectory);
        NativeTorch.Require();
        TrainingPlan plan = TrainingPlan.Make(Options, faces, cancellationToken);
        ModelWriter writer = new(faces, columns);
        BestModelFiles files = BestModelFiles.Start(Options, writer);
        using TrainingRun run = new(plan, cancellationToken) { EpochEnded = files.Update };
        try
        {
            return writer.Write(run.Run(cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (Options.KeepBestWhenCanceled && run.State.BestEpoch > 0)
        {
            return writer.Write(run.Best(default), default);
        }
    }

    /// <summary>
    /// Trains on the rows of a data view. <see cref="EmotionTrainerOptions.ValidationSetFraction"/> of them, by default a tenth, are held
    /// out for validation.
    /// </summary>
    /// <param name="input">
    /// A column of images (a vector of bytes: an encoded file, as <c>LoadRawImageBytes</c> gives it, whose largest face is searched for;
    /// or 2,304 gray levels) and a column of labels (text such as "happy", a key with such names, or a number from 0 to 6).
    /// </param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">There are no rows, or the faces cannot be used for training.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, of a wrong type, or has the name of a column that the model
    /// adds.</exception>
    /// <exception cref="InvalidDataException">A row has no image or no emotion, or its gray levels seem to be scaled to 0 to 1; the message
    /// names the row.</exception>
    /// <exception cref="IOException">The checkpoint folder cannot be created or written to.</exception>
    /// <exception cref="DllNotFoundException">The application lacks the native library of torch or of ONNX Runtime, which finds the faces;
    /// the message names the package.</exception>
    public EmotionModel Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ModelColumns columns = ModelColumns.FromOptions(Options);
        AddedColumns.RequireFree(input.Schema.Select(column => column.Name), columns);
        // The saved pipeline reads the kind of column that the model was trained on.
        columns = columns with { Kind = FaceColumn.KindOf(FaceColumn.Find(input.Schema, Options.FeatureColumnName, "the image")) };
        return TrainForColumns(FaceReader.Read(input, Options), columns, default);
    }

    /// <summary>
    /// Cross-validates the settings: divides the faces into parts, trains once without each part, and measures that model on the part. Use
    /// it where there are too few faces for a separate test split.
    /// </summary>
    /// <remarks>
    /// Each run selects its best epoch on the part that it is measured on, so the figures are slightly too good; the effect is small with
    /// few epochs or without <see cref="EmotionTrainerOptions.EarlyStopping"/>. Checkpoints are not written.
    /// </remarks>
    /// <param name="faces">Labeled faces; their splits are ignored.</param>
    /// <param name="folds">The number of parts, 2 to the number of faces.</param>
    /// <param name="seed">The same seed gives the same parts on every machine.</param>
    /// <param name="group">Returns the group of the face with the given index; see <see cref="FerDataset.KFold"/>.</param>
    /// <param name="cancellationToken">Stops after the current step.</param>
    /// <inheritdoc cref="Train(FerDataset, CancellationToken)" path="/exception"/>
    [RequiresUnreferencedCode(ReflectionMessages.Torch)]
    [RequiresDynamicCode(ReflectionMessages.Torch)]
    public CrossValidation CrossValidate(FerDataset faces, int folds = 5, int seed = 1, Func<int, string>? group = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(faces);
        faces.RequireLabels();
        EmotionTrainer trainer = new(Options with
        {
            CheckpointDirectory = null,
            Resume = false,
            ValidationSet = null,
            BestModelPath = null,
            KeepBestWhenCanceled = false,
        });
        float[] probabilities = new float[faces.Count * EmotionExtensions.Count];
        List<EmotionMetrics> metrics = [];
        foreach (FerDataset parts in faces.KFold(folds, seed, group))
        {
            using EmotionModel model = trainer.Train(parts, cancellationToken);
            int[] heldOutIndices = [.. Enumerable.Range(0, parts.Count).Where(index => parts.Split(index) == DatasetSplit.PublicTest)];
            EmotionEvaluation evaluation = EmotionEvaluation.Evaluate(model, parts.PublicTest, cancellationToken);
            metrics.Add(evaluation.Metrics);
            for (int i = 0; i < heldOutIndices.Length; i++)
            {
                evaluation.Probabilities.Span.Slice(i * EmotionExtensions.Count, EmotionExtensions.Count)
                    .CopyTo(probabilities.AsSpan(heldOutIndices[i] * EmotionExtensions.Count));
            }
        }
        return new CrossValidation
        {
            Folds = metrics.AsReadOnly(),
            OutOfFold = EmotionEvaluation.Evaluate(faces, probabilities),
        };
    }

    /// <summary>
    /// Averages the weights of models that were trained from one starting model (see <see cref="EmotionTrainerOptions.StartFrom"/>). The
    /// average is often more accurate than each model and costs no more to run than one of them. Source: Wortsman et al., "Model soups",
    /// arXiv:2203.05482. Does not need torch.
    /// </summary>
    /// <param name="models">Two or more models of one network with the same starting model; the caller keeps and disposes them.</param>
    /// <param name="faces">
    /// The dataset that the models were trained on: the temperature is fitted on the faces that the options of this trainer hold out (the
    /// same faces where seed and recipe are the same), and the card's figures are measured on the validation faces.
    /// </param>
    /// <param name="shares">The weight of each model in the average, 0 to 1,000,000, in the order of the models; null for equal
    /// weights.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <param name="cancellationToken">Cancels the call between two blocks of faces.</param>
    /// <exception cref="ArgumentException">There are fewer than two models, their networks differ, their weights are too far apart, the
    /// shares do not match the models, or the faces have no labels.</exception>
    public EmotionModel Average(IReadOnlyList<EmotionModel> models, FerDataset faces, IReadOnlyList<double>? shares = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(faces);
        shares ??= [.. models.Select(_ => 1.0)];
        if (models.Count < 2) throw new ArgumentException($"{models.Count} model is given; a mean needs at least 2.", nameof(models));
        if (shares.Count != models.Count)
            throw new ArgumentException($"{shares.Count} shares are given for {models.Count} models; give one for each.", nameof(shares));
        if (shares.Any(share => share is not (>= 0 and <= 1e6)) || shares.Sum() <= 0)
            throw new ArgumentException(
                CultureInvariant.Text(() =>
                    $"The shares are {string.Join(", ", shares)}; each must lie between 0 and 1,000,000, and one of them above 0."),
                        nameof(shares));
        TrainingPlan plan = TrainingPlan.Make(Options with { StartFrom = null, Teachers = [] }, faces, cancellationToken);
        return ModelAverage.Compute(models, shares, plan, faces.Name, cancellationToken);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        ModelSchema.WithModelColumns(inputSchema, ModelColumns.FromOptions(Options));
}
