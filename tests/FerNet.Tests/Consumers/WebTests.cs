using FerNet.Drawing;
using FerNet.Tests.Docs;

namespace FerNet.Tests.Consumers;

/// <summary>An ASP.NET Core application with one predictor for all requests.</summary>
[Collection(typeof(OnePackage))]
public sealed class WebTests(PackedFeed feed)
{
    /// <summary>Stands in for the line that runs the application in docs/web-service.md.</summary>
    private const string Driver = """
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();

        using HttpClient client = new() { BaseAddress = new Uri(app.Urls.Single()) };
        byte[][] images = [.. Directory.GetFiles(args[^1]).Order().Select(File.ReadAllBytes)];
        string[] sequential = new string[images.Length];
        for (int i = 0; i < images.Length; i++) sequential[i] = await Ask(images[i]);
        string[] atOnce = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Ask(images[i % images.Length])));
        int equal = atOnce.Where((answer, i) => answer == sequential[i % images.Length]).Count();
        Console.WriteLine($"{atOnce.Length} answers, {equal} equal, {sequential.Distinct().Count()} different images");
        HttpResponseMessage refusal = await client.PostAsync("/faces", new StringContent("no image"));
        Console.WriteLine($"{(int)refusal.StatusCode}: {await refusal.Content.ReadAsStringAsync()}");
        Console.WriteLine(await client.GetStringAsync("/health"));
        using MultipartFormDataContent form = new() { { new ByteArrayContent(images[0]), "image", "me.png" } };
        Console.WriteLine(await Text(form) == sequential[0]);
        Console.WriteLine(await Text(JsonContent.Create(new { Image = images[0] })) == sequential[0]);
        await app.StopAsync();
        return;

        Task<string> Ask(byte[] image) => Text(new ByteArrayContent(image));

        async Task<string> Text(HttpContent content)
        {
            HttpResponseMessage response = await client.PostAsync("/faces", content);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsStringAsync();
        }
        """;

    [Fact]
    public void Sixty_four_requests_at_once_get_the_answers_of_sequential_ones()
    {
        string code = Snippet.In(Path.Combine(Repository.Root, "docs", "web-service.md"), "csharp web").Single().Code;
        const string Running = "app.Run(\"http://localhost:5000\");";
        Assert.Contains(Running, code, StringComparison.Ordinal);
        using Application application = new(feed, code.Replace(Running, Driver, StringComparison.Ordinal), "Microsoft.NET.Sdk.Web",
            ("FerNet.Extensions", feed.Version));
        string first = "";
        for (int i = 0; i < 8; i++)
            first = application.Write($"images/{i}.png", DrawnFaces.Png((Emotion)(i % 7), seed: i, side: 60 + (30 * i)));
        string[] lines = application.Run("--Logging:LogLevel:Default=None", Path.GetDirectoryName(first)!).Trim()
            .Split(Environment.NewLine);
        Assert.Equal(5, lines.Length);
        Assert.Equal("64 answers, 64 equal, 8 different images", lines[0]);
        Assert.StartsWith("400: {", lines[1], StringComparison.Ordinal);
        Assert.Contains("The stream: not an image that can be read", lines[1], StringComparison.Ordinal);
        Assert.Equal(["Healthy", "True", "True"], lines[2..]);
    }
}
