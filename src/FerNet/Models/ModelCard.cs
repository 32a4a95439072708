using System.Text.Json.Serialization;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>
/// What a model says about itself: where it comes from, how good it is, what it is for. Kept inside the model file. Immutable.
/// </summary>
/// <remarks>Source of the form: Mitchell et al., "Model Cards for Model Reporting", arXiv:1810.03993.</remarks>
public sealed record ModelCard
{
    /// <summary>Name of the network. Default: "network".</summary>
    public string Name { get; init; } = "network";

    /// <summary>Version of FerNet that wrote the model.</summary>
    public string FerNetVersion { get; init; } = "";

    /// <summary>
    /// When the training ended, in UTC, or what <see cref="EmotionTrainerOptions.Created"/> said; null where unknown or left out.
    /// </summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The emotions in the order of the scores.</summary>
    public IReadOnlyList<string> Labels { get; init; } = EmotionExtensions.Names;

    /// <summary>The network's layers in one line.</summary>
    public string Network { get; init; } = "";

    /// <summary>The recipe in one line.</summary>
    public string Recipe { get; init; } = "";

    /// <summary>Start of the random numbers.</summary>
    public int Seed { get; init; }

    /// <summary>Epochs that were trained.</summary>
    public int Epochs { get; init; }

    /// <summary>Epochs that were planned; 0 where unknown. Early stopping and a time limit end a training before.</summary>
    public int PlannedEpochs { get; init; }

    /// <summary>
    /// Whether the training was stopped before its end, or was still running when the file was written: the model is the best of the first
    /// <see cref="Epochs"/> of <see cref="PlannedEpochs"/> epochs. Default: false.
    /// </summary>
    public bool IsUnfinished { get; init; }

    /// <summary>The epoch whose weights were kept, from 1; 0 where the weights are a mean of several models.</summary>
    public int BestEpoch { get; init; }

    /// <summary>How long the training took; zero where it was left out, see <see cref="EmotionTrainerOptions.Reproducible"/>.</summary>
    public TimeSpan TrainingTime { get; init; }

    /// <summary>
    /// The epochs of the training in order, at most 2,000: of a longer training, evenly spaced ones and the last. Empty where unknown and
    /// where the weights are a mean of several models.
    /// </summary>
    public IReadOnlyList<EpochMetrics> History { get; init => field = Array.AsReadOnly(Guard.NotNull(value).ToArray()); } = [];

    /// <summary>
    /// <see cref="Digest"/> of the model that the training started from, see <see cref="EmotionTrainerOptions.StartFrom"/>; empty where it
    /// started from random weights.
    /// </summary>
    public string ParentDigest { get; init; } = "";

    /// <summary>The training data in words: file and number of faces.</summary>
    public string Data { get; init; } = "";

    /// <summary>SHA-256 of the dataset, see <see cref="FerDataset.Digest"/>.</summary>
    public string DataDigest { get; init; } = "";

    /// <summary>Mean gray level of the training faces, 0 to 255.</summary>
    public float Mean { get; init; }

    /// <summary>Standard deviation of the gray levels of the training faces.</summary>
    public float StandardDeviation { get; init; }

    /// <summary>The number by which logits are divided before the softmax.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>How many held-back faces the temperature was fitted on; 0 where it was not fitted.</summary>
    public int TemperatureFaces { get; init; }

    /// <summary>
    /// What whoever uses the model should know of its training: probabilities that rest on few faces, emotions that no face showed. Empty
    /// where there is nothing.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Numbers in all weights.</summary>
    public long Parameters { get; init; }

    /// <summary>Multiply-adds for one face.</summary>
    public long MultiplyAdds { get; init; }

    /// <summary>Share of the validation faces that were recognized, 0 to 1; null where none were validated.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>
    /// Figures of the file on its validation faces by name: accuracy with and without twins of training faces, macro F1, recall of each
    /// emotion, calibration.
    /// </summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// The figures of the model that the training started from, on the same faces as <see cref="Metrics"/>: what the training has changed.
    /// Empty where it started from random weights.
    /// </summary>
    public IReadOnlyDictionary<string, double> StartMetrics { get; init; } = new Dictionary<string, double>();

    /// <summary>What the model is for, and what it is not for.</summary>
    public string IntendedUse { get; init; } = "";

    /// <summary>What is known of the rights in the training data, also of a model that the training started from.</summary>
    public string LicenseNotice { get; init; } = "";

    /// <summary>
    /// SHA-256 over the graph and its facts, as the file states it: it identifies the model, and is the same in a zip and in the exported
    /// graph. Empty where the card was not read from a model.
    /// </summary>
    [JsonIgnore]
    public string Digest { get; init; } = "";

    /// <summary>The card as a short text of several lines; what is not known is left out.</summary>
    public override string ToString() => string.Join(Environment.NewLine, CardText.Lines(this));
}
