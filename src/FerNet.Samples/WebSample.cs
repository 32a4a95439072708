using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FerNet.Samples;

/// <summary>A web service: POST an image, get its faces as JSON.</summary>
internal static class WebSample
{
    public static void Run(string[] settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(settings);

        // One predictor for all requests. Many requests at once keep all cores busy, so each takes one thread.
        builder.Services.AddSingleton(_ => EmotionPredictor.CreateDefault(new EmotionPredictorOptions { Threads = 1 }));

        WebApplication app = builder.Build();
        app.MapGet("/", () => "POST an image to /faces: curl --data-binary @me.jpg http://localhost:5000/faces\n");
        app.MapPost("/faces", async (HttpRequest request, EmotionPredictor predictor, CancellationToken stop) =>
        {
            using MemoryStream image = new();
            await request.Body.CopyToAsync(image, stop);
            try
            {
                // A client that goes away stops the prediction.
                return Results.Ok(predictor.PredictFaces(image.ToArray(), stop));
            }
            catch (InvalidDataException error)
            {
                // The message says what is wrong with the image, and is fit for the client to read.
                return Results.BadRequest(error.Message);
            }
        });

        // http://localhost:5000, unless --urls says otherwise. Ctrl-C ends it.
        app.Run();
    }
}
