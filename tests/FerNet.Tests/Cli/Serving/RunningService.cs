using FerNet.Cli.Serving;
using Microsoft.AspNetCore.Builder;

namespace FerNet.Tests.Cli.Serving;

/// <summary>The service of the command serve in the test's process, on a free port.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningService(EmotionPredictor predictor, WebApplication app)
    {
        (Predictor, this.app) = (predictor, app);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };
    }

    public EmotionPredictor Predictor { get; }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public Uri Camera => new UriBuilder(Address) { Scheme = "ws", Path = "/camera" }.Uri;

    public IServiceProvider Services => app.Services;

    public static async Task<RunningService> StartAsync(ServeOptions? options = null, IFaceDetector? detector = null)
    {
        options = (options ?? new ServeOptions()) with { Port = 0 };
        EmotionPredictor predictor =
            EmotionPredictor.CreateFast(new EmotionPredictorOptions { MaxPixels = options.MaxPixels, FaceDetector = detector });
        WebApplication app = ServeApplication.Create(predictor, options);
        await app.StartAsync();
        return new RunningService(predictor, app);
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        Predictor.Dispose();
    }
}
