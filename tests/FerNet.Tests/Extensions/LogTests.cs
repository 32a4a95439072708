using FerNet.Drawing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FerNet.Tests.Extensions;

/// <summary>The messages of docs/observability.md, with their event ids.</summary>
public sealed class LogTests : IDisposable
{
    private static readonly byte[] Face = DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 128);
    private readonly LogEntries log = new();
    private readonly ServiceProvider services;

    public LogTests() => services = new ServiceCollection()
        .AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace))
        .AddEmotionPredictor(options => options.Model = "fast")
        .AddKeyedEmotionPredictor("impatient", options =>
            (options.Model, options.SlowImage, options.Faces) = ("fast", TimeSpan.FromTicks(1), FaceSearch.Required))
        .BuildServiceProvider();

    public void Dispose()
    {
        services.Dispose();
        log.Dispose();
    }

    [Fact]
    public void A_loaded_model_is_logged_once_with_its_digest()
    {
        EmotionPredictor predictor = services.GetRequiredService<EmotionPredictor>();
        _ = services.GetRequiredService<IEmotionPredictor>().Predict(Face);
        LogEntries.Entry entry = Assert.Single(log.OfPredictor(1));
        Assert.Equal((LogLevel.Information, "LoadedModel"), (entry.Level, entry.Event.Name));
        Assert.Equal(
            $"The model fast is loaded: network {predictor.Card.Name}, digest {predictor.Card.Digest}, " +
            $"written by FerNet {predictor.Card.FerNetVersion}.", entry.Text);
        Assert.Empty(log.OfPredictor(2));
        Assert.Empty(log.OfPredictor(3));
    }

    [Fact]
    public async Task Slow_images_are_logged()
    {
        IEmotionPredictor impatient = services.GetRequiredKeyedService<IEmotionPredictor>("impatient");
        impatient.Predict(Face);
        await impatient.PredictFacesAsync(new MemoryStream(Face), TestContext.Current.CancellationToken);
        LogEntries.Entry[] entries = log.OfPredictor(2);
        Assert.Equal(2, entries.Length);
        Assert.All(entries, entry => Assert.Equal((LogLevel.Warning, "SlowImage"), (entry.Level, entry.Event.Name)));
        Assert.Matches("^An image took [0-9]+[.][0-9]{2} s, ", entries[0].Text);
    }

    [Fact]
    public async Task A_refused_image_is_logged_with_the_reason_and_without_its_content()
    {
        IEmotionPredictor predictor = services.GetRequiredService<IEmotionPredictor>();
        byte[] secret = "the secret of the sender"u8.ToArray();
        Assert.Throws<InvalidDataException>(() => predictor.Predict(secret));
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            predictor.PredictAsync(new MemoryStream(secret), TestContext.Current.CancellationToken));
        InputImage black = InputImage.FromPixels(new byte[80 * 60], 80, 60, PixelFormat.Gray8);
        Assert.Throws<NoFaceException>(() =>
            services.GetRequiredKeyedService<IEmotionPredictor>("impatient").PredictBatch([black]));
        LogEntries.Entry[] entries = log.OfPredictor(3);
        Assert.Equal(3, entries.Length);
        Assert.All(entries, entry =>
        {
            Assert.Equal((LogLevel.Information, "ImageRefused", null), (entry.Level, entry.Event.Name, entry.Error));
            Assert.DoesNotContain("secret", entry.Text, StringComparison.Ordinal);
        });
        Assert.StartsWith("An image was refused: The image: not an image that can be read", entries[0].Text, StringComparison.Ordinal);
        Assert.Contains("No face was found", entries[2].Text, StringComparison.Ordinal);
    }
}
