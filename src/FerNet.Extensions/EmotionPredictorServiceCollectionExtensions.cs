using FerNet;
using FerNet.Extensions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds predictors to a service collection.</summary>
/// <remarks>
/// The first call for a key adds <see cref="EmotionPredictor"/> and <see cref="IEmotionPredictor"/> as singletons, which the container
/// disposes, and a hosted service that loads the model when the host starts. A further call with the same key changes the settings. The
/// settings are validated when the host starts. <see cref="IEmotionPredictor"/> also logs refused and slow images. All methods return the
/// service collection for chaining, and throw <see cref="ArgumentNullException"/> for a null argument.
/// </remarks>
public static class EmotionPredictorServiceCollectionExtensions
{
    /// <summary>Adds a predictor with the default settings, or with the settings of earlier calls.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddEmotionPredictor(this IServiceCollection services) => Add(services, null, _ => { });

    /// <summary>Adds a predictor.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the settings.</param>
    public static IServiceCollection AddEmotionPredictor(
        this IServiceCollection services, Action<EmotionPredictorServiceOptions> configure) => Add(services, null, configure);

    /// <summary>Adds a predictor whose settings are read from a section of the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">
    /// A section with the names of <see cref="EmotionPredictorServiceOptions"/>; a name that is none of them fails the start.
    /// </param>
    public static IServiceCollection AddEmotionPredictor(this IServiceCollection services, IConfiguration section) =>
        Add(services, null, section);

    /// <summary>Adds one of several predictors, which is injected with <c>[FromKeyedServices(key)]</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key of the services, and the name of the settings.</param>
    /// <param name="configure">Changes the settings.</param>
    public static IServiceCollection AddKeyedEmotionPredictor(
        this IServiceCollection services, string key, Action<EmotionPredictorServiceOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Add(services, key, configure);
    }

    /// <summary>Adds one of several predictors, whose settings are read from a section of the configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key of the services, and the name of the settings.</param>
    /// <param name="section">
    /// A section with the names of <see cref="EmotionPredictorServiceOptions"/>; a name that is none of them fails the start.
    /// </param>
    public static IServiceCollection AddKeyedEmotionPredictor(this IServiceCollection services, string key, IConfiguration section)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Add(services, key, section);
    }

    private static IServiceCollection Add(IServiceCollection services, string? key, Action<EmotionPredictorServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Add(services, key).Configure(configure);
        return services;
    }

    private static IServiceCollection Add(IServiceCollection services, string? key, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Add(services, key).Bind(section, binder => binder.ErrorOnUnknownConfiguration = true);
        return services;
    }

    private static OptionsBuilder<EmotionPredictorServiceOptions> Add(IServiceCollection services, string? key)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<EmotionPredictorServiceOptions>, ServiceOptionsValidator>());
        // A second call with the same key changes the settings of the first.
        if (!services.Any(service => service.ServiceType == typeof(EmotionPredictor) && Equals(service.ServiceKey, key)))
        {
            services.AddKeyedSingleton(key, (provider, _) => new PredictorFactory(provider, key).Load());
            services.AddKeyedSingleton<IEmotionPredictor>(key, (provider, _) => new PredictorFactory(provider, key).WithLog());
            services.AddSingleton<IHostedService>(provider => new PredictorStart(provider, key));
        }
        return services.AddOptions<EmotionPredictorServiceOptions>(key).ValidateOnStart();
    }
}
