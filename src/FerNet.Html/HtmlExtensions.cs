using FerNet.Evaluation;
using FerNet.Html.Charts;
using FerNet.Imaging;
using FerNet.Training;

namespace FerNet.Html;

/// <summary>
/// Results as HTML: one element with its own style, without scripts and without files from the network. Text from outside is escaped.
/// </summary>
/// <remarks>Thread-safe. .NET Interactive shows these results so wherever a notebook references the package.</remarks>
public static class HtmlExtensions
{
    /// <summary>The seven probabilities of a prediction as bars, under the prediction in words.</summary>
    public static string ToHtml(this EmotionPrediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return Elements.Framed(Elements.Prediction(prediction));
    }

    /// <summary>Faces with the probabilities of their predictions, one after the other.</summary>
    public static string ToHtml(this IEnumerable<PredictedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        return Elements.Framed(string.Concat(faces.Select(face => face.Element)));
    }

    /// <summary>Metrics in a sentence, as a table by emotion, and as a confusion matrix drawn as SVG.</summary>
    public static string ToHtml(this EmotionMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Elements.Framed(
            Invariant($"<p>{100 * metrics.Accuracy:0.0} % of {metrics.Count:N0} faces recognized, macro F1 {metrics.MacroF1:0.000}, ") +
            Invariant($"log loss {metrics.LogLoss:0.000}, calibration error {metrics.ExpectedCalibrationError:0.000}</p>\n") +
            Elements.Classes("emotion", metrics) + $"<figure>{ConfusionChart.Draw(metrics.ConfusionMatrix)}</figure>\n");
    }

    /// <summary>
    /// Accuracy and loss by epoch, of training and validation, drawn as SVG: the learning curve of <see cref="EmotionModel.History"/>.
    /// </summary>
    /// <param name="history">The epochs in their order; where there are none, a sentence says so.</param>
    public static string ToHtml(this IEnumerable<EpochMetrics> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        CurvePoint[] points = [.. history.Select(epoch => new CurvePoint(
            epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy))];
        return Elements.Framed(points.Length == 0
            ? "<p>The history is empty: the epochs of this training are unknown.</p>\n"
            : LearningCurveChart.Draw(points));
    }

    /// <summary>Adds the face to a prediction: the part of the image that the network read, in color.</summary>
    /// <param name="prediction">What was predicted for <paramref name="image"/>, with its <see cref="EmotionPrediction.Crop"/>.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="ArgumentException">The prediction is one of a patch, and has no crop.</exception>
    public static PredictedFace WithFace(this EmotionPrediction prediction, InputImage image)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(image);
        FaceCrop crop = prediction.Crop ?? throw new ArgumentException(
            "The prediction has no crop, since it was made from a patch; call WithFace with that patch.", nameof(prediction));
        return new PredictedFace(prediction, CropImage.Png(image, crop));
    }

    /// <summary>Adds the face to a prediction: the part of the image file that the network read, in color.</summary>
    /// <param name="prediction">What was predicted for the image, with its <see cref="EmotionPrediction.Crop"/>.</param>
    /// <param name="path">The image file.</param>
    /// <exception cref="ArgumentException">The prediction is one of a patch, and has no crop.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no image, damaged or too large; the message says which.</exception>
    public static PredictedFace WithFace(this EmotionPrediction prediction, string path) => prediction.WithFace(InputImage.Load(path));

    /// <summary>Adds the face to a prediction: the patch that was predicted.</summary>
    /// <param name="prediction">What was predicted for the patch.</param>
    /// <param name="patch">Its 48 * 48 gray levels, row by row, such as <see cref="FerDataset.Pixels"/> gives.</param>
    /// <exception cref="ArgumentException">The patch has another length.</exception>
    public static PredictedFace WithFace(this EmotionPrediction prediction, ReadOnlySpan<byte> patch)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (patch.Length != FacePatch.PixelCount)
            throw new ArgumentException(
                Invariant($"The patch has {patch.Length:N0} gray levels; it needs {FacePatch.PixelCount:N0} (48 x 48)."), nameof(patch));
        return new PredictedFace(prediction, PixelImage.Png(patch));
    }
}
