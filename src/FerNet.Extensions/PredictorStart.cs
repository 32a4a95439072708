using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FerNet.Extensions;

/// <summary>
/// Loads a model while the host starts, so that a missing or damaged model fails the start, and runs the warm-up if it is on.
/// </summary>
internal sealed class PredictorStart(IServiceProvider services, string? key) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        EmotionPredictor predictor = services.GetRequiredKeyedService<EmotionPredictor>(key);
        if (new PredictorFactory(services, key).Settings.WarmUp)
            await DrawnFace.PredictAsync(predictor, cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
