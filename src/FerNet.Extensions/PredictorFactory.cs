using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FerNet.Extensions;

/// <summary>Creates the services of one registration.</summary>
/// <param name="services">The container.</param>
/// <param name="key">The key of the registration; null for the registration without a key.</param>
internal readonly struct PredictorFactory(IServiceProvider services, string? key)
{
    public EmotionPredictorServiceOptions Settings =>
        services.GetRequiredService<IOptionsMonitor<EmotionPredictorServiceOptions>>().Get(key ?? Options.DefaultName);

    private ILogger Logger =>
        (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(typeof(EmotionPredictor).FullName!);

    public EmotionPredictor Load()
    {
        EmotionPredictorServiceOptions settings = Settings;
        ModelSource source = new(settings.Model, services.GetService<IHostEnvironment>());
        EmotionPredictor predictor = source.Load(settings.ToPredictorOptions());
        Logger.LoadedModel(settings.Model, predictor.Card.Name, predictor.Card.Digest, predictor.Card.FerNetVersion);
        return predictor;
    }

    public LoggedEmotionPredictor WithLog() =>
        new(services.GetRequiredKeyedService<EmotionPredictor>(key), Logger, Settings.SlowImage);
}
