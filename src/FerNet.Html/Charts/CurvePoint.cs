namespace FerNet.Html.Charts;

/// <summary>What a learning curve shows of one epoch; accuracies as shares, losses in nats.</summary>
internal sealed record CurvePoint(int Epoch, double Loss, double Accuracy, double? ValidationLoss, double? ValidationAccuracy);
