using FerNet;
using FerNet.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks for predictors.</summary>
public static class EmotionPredictorHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check for a predictor of <see cref="EmotionPredictorServiceCollectionExtensions"/>. The check predicts the emotion of
    /// a small drawn face, which is part of the package, and is healthy if no error occurs.
    /// </summary>
    /// <param name="builder">The builder of the health checks.</param>
    /// <param name="key">The key of the predictor; null for the predictor without a key.</param>
    /// <param name="name">The name of the check; null for <c>fernet</c>, or <c>fernet-KEY</c> with a key.</param>
    /// <param name="failureStatus">The status that is reported on failure; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags for filtering health checks; null for none.</param>
    /// <param name="timeout">The maximum duration of the check, including the wait for a processor; null for no limit.</param>
    /// <returns><paramref name="builder"/>, for chaining.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
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
