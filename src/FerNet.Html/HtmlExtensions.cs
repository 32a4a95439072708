using FerNet.Evaluation;
using FerNet.Html.Charts;
using FerNet.Imaging;
using FerNet.Training;

namespace FerNet.Html;

/// <summary>
/// Converts results to HTML: one element with its own style, without scripts and external files. Untrusted text is escaped.
/// </summary>
/// <remarks>
/// Thread-safe. In notebooks that reference the package, .NET Interactive displays results in this form. A null argument throws
/// <see cref="ArgumentNullException"/>.
/// </remarks>
public static class HtmlExtensions
{
    /// <summary>Returns the text of a prediction and its seven probabilities as bars.</summary>
    public static string ToHtml(this EmotionPrediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return Elements.Framed(Elements.Prediction(prediction));
    }

    /// <summary>Returns faces with the probabilities of their predictions.</summary>
    public static string ToHtml(this IEnumerable<PredictedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        return Elements.Framed(string.Concat(faces.Select(face => face.Element)));
    }

    /// <summary>Returns metrics as a sentence, a table by emotion, and a confusion matrix in SVG.</summary>
    public static string ToHtml(this EmotionMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Elements.Framed(
            Invariant($"<p>{100 * metrics.Accuracy:0.0} % of {metrics.Count:N0} faces recognized, macro F1 {metrics.MacroF1:0.000}, ") +
            Invariant($"log loss {metrics.LogLoss:0.000}, calibration error {metrics.ExpectedCalibrationError:0.000}</p>\n") +
            Elements.Classes("emotion", metrics) + $"<figure>{ConfusionChart.Draw(metrics.ConfusionMatrix)}</figure>\n");
    }

    /// <summary>
    /// Returns the learning curve in SVG: accuracy and loss of training and validation by epoch, such as of
    /// <see cref="EmotionModel.History"/>.
    /// </summary>
    /// <param name="history">The epochs in order; if there are none, the result is a sentence that says so.</param>
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
    /// <param name="prediction">The prediction for <paramref name="image"/>, with its <see cref="EmotionPrediction.Crop"/>.</param>
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
    /// <param name="prediction">The prediction for the image, with its <see cref="EmotionPrediction.Crop"/>.</param>
    /// <param name="path">The image file.</param>
    /// <exception cref="ArgumentException">The prediction is one of a patch, and has no crop.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not an image, is damaged or too large; the message says which.</exception>
    public static PredictedFace WithFace(this EmotionPrediction prediction, string path) => prediction.WithFace(InputImage.Load(path));

    /// <summary>Adds the face to a prediction: the patch that was predicted.</summary>
    /// <param name="prediction">The prediction for the patch.</param>
    /// <param name="patch">The 48 x 48 gray levels, one byte each, row by row, such as from <see cref="FerDataset.Pixels"/>.</param>
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
