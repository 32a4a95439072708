using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FerNet.Extensions;

/// <summary>A health check that is healthy if the predictor can process a drawn face.</summary>
internal sealed class EmotionPredictorHealthCheck(EmotionPredictor predictor) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            EmotionPrediction? answer = await DrawnFace.PredictAsync(predictor, cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy(
                answer is null ? "The detector found no face in the drawing." : $"The drawn face was answered: {answer.Emotion.Name()}.");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The drawn face could not be answered.", error);
        }
    }
}
