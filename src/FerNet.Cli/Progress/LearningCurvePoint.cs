using System.Globalization;
using FerNet.Training;

namespace FerNet.Cli.Progress;

/// <summary>One epoch of a learning curve; accuracies 0 to 1, losses in nats.</summary>
internal sealed record LearningCurvePoint(
    int Epoch, double Loss, double Accuracy, double? ValidationLoss, double? ValidationAccuracy, double LearningRate,
        double ImagesPerSecond, double Seconds)
{
    public const string Header = "epoch,loss,accuracy,validation loss,validation accuracy,learning rate,images per second,seconds";

    public static LearningCurvePoint FromMetrics(EpochMetrics metrics) => new(
        metrics.Epoch,
        metrics.Loss,
        metrics.Accuracy,
        metrics.ValidationLoss,
        metrics.ValidationAccuracy,
        metrics.LearningRate,
        metrics.ImagesPerSecond,
        metrics.Duration.TotalSeconds);

    public static LearningCurvePoint? Parse(string line)
    {
        string[] fields = line.Split(',');
        if (fields.Length != 8 || !int.TryParse(fields[0], CultureInfo.InvariantCulture, out int epoch)) return null;
        double?[] numbers = [.. fields.Skip(1)
            .Select(field => double.TryParse(field, CultureInfo.InvariantCulture, out double number) ? number : (double?)null)];
        return numbers is [{ } loss, { } accuracy, var validationLoss, var validationAccuracy, { } rate, { } pace, { } seconds]
            ? new LearningCurvePoint(epoch, loss, accuracy, validationLoss, validationAccuracy, rate, pace, seconds)
            : null;
    }

    public override string ToString() =>
        $"{Epoch},{Loss:R},{Accuracy:R},{ValidationLoss:R},{ValidationAccuracy:R},{LearningRate:R},{ImagesPerSecond:0.0},{Seconds:0.0}";
}
