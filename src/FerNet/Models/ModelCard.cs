using System.Text.Json.Serialization;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>The facts about a model: data, recipe, figures, intended use and license. Stored in the model file. Immutable.</summary>
/// <remarks>Source: Mitchell et al., "Model Cards for Model Reporting", arXiv:1810.03993.</remarks>
public sealed record ModelCard
{
    /// <summary>Name of the network. Default: "network".</summary>
    public string Name { get; init; } = "network";

    /// <summary>The version of FerNet that wrote the model; empty where unknown.</summary>
    public string FerNetVersion { get; init; } = "";

    /// <summary>
    /// The time when training ended, in UTC, or the value of <see cref="EmotionTrainerOptions.Created"/>; null where unknown or left out.
    /// </summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The emotions in the order of the scores.</summary>
    public IReadOnlyList<string> Labels { get; init; } = EmotionExtensions.Names;

    /// <summary>The network's layers in one line.</summary>
    public string Network { get; init; } = "";

    /// <summary>The recipe in one line.</summary>
    public string Recipe { get; init; } = "";

    /// <summary>The seed of all random numbers of the training.</summary>
    public int Seed { get; init; }

    /// <summary>The number of completed epochs.</summary>
    public int Epochs { get; init; }

    /// <summary>The number of planned epochs; 0 where unknown. Early stopping and a time limit may end training earlier.</summary>
    public int PlannedEpochs { get; init; }

    /// <summary>
    /// Whether training was stopped early or was still running when the file was written: the model is the best of the first
    /// <see cref="Epochs"/> of <see cref="PlannedEpochs"/> epochs. Default: false.
    /// </summary>
    public bool IsUnfinished { get; init; }

    /// <summary>The epoch whose weights were kept, from 1; 0 where the weights are a mean of several models.</summary>
    public int BestEpoch { get; init; }

    /// <summary>The duration of training; zero where it was left out, see <see cref="EmotionTrainerOptions.Reproducible"/>.</summary>
    public TimeSpan TrainingTime { get; init; }

    /// <summary>
    /// The metrics of the epochs in order, at most 2,000 entries; longer training is represented by evenly spaced epochs and the last one.
    /// Empty where unknown and where the weights are a mean of several models. The list is copied.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<EpochMetrics> History { get; init => field = Array.AsReadOnly(Guard.NotNull(value).ToArray()); } = [];

    /// <summary>
    /// The <see cref="Digest"/> of the starting model, see <see cref="EmotionTrainerOptions.StartFrom"/>; empty where training started from
    /// random weights.
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

    /// <summary>The number of held-out faces on which the temperature was fitted; 0 where it was not fitted.</summary>
    public int TemperatureFaces { get; init; }

    /// <summary>
    /// Warnings about the training, such as a temperature that was fitted on few faces, or an emotion without training faces. Empty where
    /// there are none.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The number of values in all weights.</summary>
    public long Parameters { get; init; }

    /// <summary>Multiply-adds for one face.</summary>
    public long MultiplyAdds { get; init; }

    /// <summary>Accuracy on the validation faces, 0 to 1; null where there were none.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>
    /// Figures of the saved model on the validation faces, by name: accuracy with and without duplicates of training faces, macro F1,
    /// recall of each emotion, calibration.
    /// </summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// The figures of the starting model on the same faces as <see cref="Metrics"/>, for comparison. Empty where training started from
    /// random weights.
    /// </summary>
    public IReadOnlyDictionary<string, double> StartMetrics { get; init; } = new Dictionary<string, double>();

    /// <summary>What the model is for, and what it is not for.</summary>
    public string IntendedUse { get; init; } = "";

    /// <summary>The known rights in the training data, including those of the starting model.</summary>
    public string LicenseNotice { get; init; } = "";

    /// <summary>
    /// SHA-256 of the graph and its facts, as stored in the file. It identifies the model, and is the same in a zip and in the exported
    /// graph. Empty where the card was not read from a model.
    /// </summary>
    [JsonIgnore]
    public string Digest { get; init; } = "";

    /// <summary>The card as text of several lines; unknown facts are left out.</summary>
    public override string ToString() => string.Join(Environment.NewLine, CardText.Lines(this));
}
