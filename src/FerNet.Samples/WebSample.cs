using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace FerNet.Samples;

/// <summary>A web service: POST an image, get its faces as JSON.</summary>
internal static class WebSample
{
    private const int MaxBytes = 20_000_000;

    public static void Run(string[] settings)
    {
        // Listens on http://localhost:5000, unless --urls is set. Ctrl+C stops it.
        using WebApplication app = Create(settings);
        app.Run();
    }

    public static WebApplication Create(string[] settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(settings);

        // Settings come from the section FerNet, such as --FerNet:Model fast. An invalid setting or a missing model fails the start.
        builder.Services.AddEmotionPredictor(builder.Configuration.GetSection("FerNet"));
        builder.Services.AddHealthChecks().AddEmotionPredictor();

        // Refused images get an error response instead of an unhandled exception.
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<UploadErrors>();

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxBytes);
        // Keeps forms in memory: by default, larger ones are written to a temporary file.
        builder.Services.Configure<FormOptions>(form => form.MemoryBufferThreshold = MaxBytes);
        TimeSpan timeout = TimeSpan.Parse(builder.Configuration["Timeout"] ?? "00:00:30", CultureInfo.InvariantCulture);
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new() { Timeout = timeout });

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseRequestTimeouts();
        app.MapHealthChecks("/health");
        app.MapGet("/", () => "POST an image to /faces: curl --data-binary @me.jpg http://localhost:5000/faces\n");
        app.MapPost("/faces", async (HttpRequest request, IEmotionPredictor predictor, CancellationToken stop) =>
        {
            // The token is canceled when the client disconnects or the time limit is reached.
            Stream image = await Uploads.OpenAsync(request, stop);
            return await predictor.PredictFacesAsync(image, stop);
        });
        return app;
    }
}
