using FerNet.Samples.Drawing;

namespace FerNet.Tests.Consumers;

/// <summary>An ASP.NET Core application with one predictor for all requests.</summary>
[Collection(typeof(OnePackage))]
public sealed class WebTests(PackedFeed feed)
{
    private const string Program = """
        using FerNet;

        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_ => EmotionPredictor.CreateDefault(new EmotionPredictorOptions { Threads = 1 }));
        WebApplication app = builder.Build();
        app.MapPost("/emotion", async (HttpRequest request, EmotionPredictor predictor) =>
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body);
            return predictor.Predict(body.ToArray()).Probabilities;
        });
        await app.StartAsync();

        using HttpClient client = new() { BaseAddress = new Uri(app.Urls.Single()) };
        byte[][] pictures = [.. Directory.GetFiles(args[0]).Order().Select(File.ReadAllBytes)];
        string[] sequential = new string[pictures.Length];
        for (int i = 0; i < pictures.Length; i++) sequential[i] = await Ask(pictures[i]);
        string[] atOnce = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Ask(pictures[i % pictures.Length])));
        Console.WriteLine($"{atOnce.Length} answers, {atOnce.Where((answer, i) => answer == sequential[i % pictures.Length]).Count()} equal, {sequential.Distinct().Count()} different pictures");
        await app.StopAsync();

        async Task<string> Ask(byte[] picture)
        {
            HttpResponseMessage response = await client.PostAsync("/emotion", new ByteArrayContent(picture));
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsStringAsync();
        }
        """;

    [Fact]
    public void Sixty_four_requests_at_once_get_the_answers_of_sequential_ones()
    {
        using Application application = new(feed, Program, "Microsoft.NET.Sdk.Web");
        string first = "";
        for (int i = 0; i < 8; i++) first = application.Write($"pictures/{i}.png", DrawnFaces.Png((Emotion)(i % 7), seed: i, side: 60 + (30 * i)));
        Assert.Equal("64 answers, 64 equal, 8 different pictures", application.Run(Path.GetDirectoryName(first)!).Trim());
    }
}
