namespace FerNet.Html.Charts;

/// <summary>One epoch of a learning curve; accuracies 0 to 1, losses in nats.</summary>
internal sealed record CurvePoint(int Epoch, double Loss, double Accuracy, double? ValidationLoss, double? ValidationAccuracy);
