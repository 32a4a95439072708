using FerNet;
using FerNet.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of predictors.</summary>
public static class EmotionPredictorHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that is healthy where a predictor of <see cref="EmotionPredictorServiceCollectionExtensions"/> answers a small drawn
    /// face, which is part of the package.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="key">The key of the predictor; null for the one without a key.</param>
    /// <param name="name">The name of the check; null for <c>fernet</c>, or <c>fernet-KEY</c> with a key.</param>
    /// <param name="failureStatus">What a failure means; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <param name="timeout">How long the answer may take, the wait for a processor included; null for no limit.</param>
    public static IHealthChecksBuilder AddEmotionPredictor(
        this IHealthChecksBuilder builder, string? key = null, string? name = null, HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? (key is null ? "fernet" : $"fernet-{key}"),
            services => new EmotionPredictorHealthCheck(services.GetRequiredKeyedService<EmotionPredictor>(key)),
            failureStatus, tags, timeout));
    }
}
