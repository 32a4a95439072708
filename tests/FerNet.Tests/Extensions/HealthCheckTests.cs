using FerNet.Drawing;
using FerNet.Extensions;
using FerNet.Tests.Docs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SkiaSharp;

namespace FerNet.Tests.Extensions;

public sealed class HealthCheckTests
{
    private const int Seed = 2003, Side = 128, Quality = 80;

    [Fact]
    public async Task A_predictor_is_healthy_until_it_cannot_answer()
    {
        ServiceCollection collection = new();
        collection.AddLogging().AddEmotionPredictor(options => options.Model = "fast")
            .AddKeyedEmotionPredictor("strict", options => (options.Model, options.Faces) = ("fast", FaceSearch.Required))
            .AddHealthChecks().AddEmotionPredictor().AddEmotionPredictor("strict", failureStatus: HealthStatus.Degraded);
        using ServiceProvider services = collection.BuildServiceProvider();
        HealthCheckService checks = services.GetRequiredService<HealthCheckService>();
        HealthReport report = await checks.CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(["fernet", "fernet-strict"], report.Entries.Keys.Order());
        Assert.All(report.Entries.Values, entry => Assert.Equal("The drawn face was answered: happy.", entry.Description));

        services.GetRequiredKeyedService<EmotionPredictor>("strict").Dispose();
        report = await checks.CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Degraded, report.Status);
        services.GetRequiredService<EmotionPredictor>().Dispose();
        report = await checks.CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["fernet"].Status);
        Assert.IsType<ObjectDisposedException>(report.Entries["fernet"].Exception);
    }

    [Fact]
    public void The_face_in_the_package_is_the_one_that_the_code_draws()
    {
        string path = Path.Combine(Repository.Root, "src", "FerNet.Extensions", "face.jpg");
        using SKBitmap drawn = DrawnFaces.Bitmap(Emotion.Happy, Seed, Side);
        // To make it anew after a change of the drawing, delete the file and run this test.
        if (!File.Exists(path))
        {
            using SKData jpeg = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
            File.WriteAllBytes(path, jpeg.ToArray());
        }
        Assert.Equal(File.ReadAllBytes(path), DrawnFace.Jpeg);
        using SKBitmap kept = SKBitmap.Decode(path);
        Assert.Equal((drawn.Width, drawn.Height), (kept.Width, kept.Height));
        int apart = drawn.Pixels.Zip(kept.Pixels)
            .Count(pair => Math.Abs(pair.First.Red - pair.Second.Red) + Math.Abs(pair.First.Green - pair.Second.Green) > 40);
        Assert.InRange(apart, 0, 400);
    }
}
