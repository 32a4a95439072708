using FerNet.Drawing;
using FerNet.Extensions;
using FerNet.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FerNet.Tests.Extensions;

/// <summary>Predictors of a container: settings, keys, start and disposal.</summary>
public sealed class RegistrationTests : IDisposable
{
    private static readonly byte[] Face = DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 128);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_predictor_serves_both_types_and_the_container_disposes_it()
    {
        EmotionPredictor predictor;
        using (ServiceProvider services = new ServiceCollection().AddEmotionPredictor(options => options.Model = "fast")
            .BuildServiceProvider())
        {
            predictor = services.GetRequiredService<EmotionPredictor>();
            Assert.Same(services.GetRequiredService<IEmotionPredictor>(), services.GetRequiredService<IEmotionPredictor>());
            Assert.Equal(predictor.Predict(Face).Confidence, services.GetRequiredService<IEmotionPredictor>().Predict(Face).Confidence);
        }
        Assert.Throws<ObjectDisposedException>(() => predictor.Predict(Face));
    }

    [Fact]
    public async Task Every_call_of_the_interface_answers_as_the_predictor_does()
    {
        using ServiceProvider services = new ServiceCollection().AddEmotionPredictor(options => options.Model = "fast")
            .BuildServiceProvider();
        string path = folder.Write("a.png", Face);
        InputImage image = InputImage.Decode(Face);
        IEmotionPredictor one = services.GetRequiredService<IEmotionPredictor>();
        EmotionPrediction expected = services.GetRequiredService<EmotionPredictor>().Predict(Face);
        EmotionPrediction[] answers =
        [
            one.Predict(path), one.Predict(Face), one.Predict(new MemoryStream(Face)), one.Predict(image),
            await one.PredictAsync(new MemoryStream(Face), TestContext.Current.CancellationToken),
            one.PredictFaces(path)[0], one.PredictFaces(Face)[0], one.PredictFaces(new MemoryStream(Face))[0], one.PredictFaces(image)[0],
            (await one.PredictFacesAsync(new MemoryStream(Face), TestContext.Current.CancellationToken))[0],
            one.PredictBatch([image])[0],
        ];
        Assert.All(answers, answer => Assert.Equal((expected.Confidence, expected.Box), (answer.Confidence, answer.Box)));
    }

    [Fact]
    public void Several_models_have_keys()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddEmotionPredictor()
            .AddKeyedEmotionPredictor("fast", options => options.Model = "fast")
            .AddKeyedEmotionPredictor("mine", Section(("Model", folder.Write("mine.zip", SmallModel.Bytes))))
            .BuildServiceProvider();
        EmotionPredictor[] predictors =
        [
            services.GetRequiredService<EmotionPredictor>(), services.GetRequiredKeyedService<EmotionPredictor>("fast"),
            services.GetRequiredKeyedService<EmotionPredictor>("mine"),
        ];
        Assert.Equal(3, predictors.Select(predictor => predictor.Card.Digest).Distinct().Count());
        Assert.All(predictors, predictor => Assert.Matches("^[0-9a-f]{64}$", predictor.Card.Digest));
        Assert.Equal(predictors[1].Predict(Face).Confidence,
            services.GetRequiredKeyedService<IEmotionPredictor>("fast").Predict(Face).Confidence);
    }

    [Fact]
    public void Settings_come_from_configuration_and_code_in_the_order_of_the_calls()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddEmotionPredictor(Section(("Model", "fast"), ("Threads", "3"), ("Faces", "Required"), ("MaxPixels", "1000"),
                ("MinConfidence", "0.5"), ("SlowImage", "00:00:02"), ("WarmUp", "false"), ("MaxConcurrentImages", "2")))
            .AddEmotionPredictor(options => options.Threads = 2)
            .AddEmotionPredictor(options => options.ConfigurePredictor(predictor => predictor with { ClassPriorStrength = 0.5 }))
            .AddEmotionPredictor(options => options.ConfigurePredictor(predictor => predictor with { MinConfidence = 0.6 }))
            .BuildServiceProvider();
        EmotionPredictorServiceOptions settings = services.GetRequiredService<IOptions<EmotionPredictorServiceOptions>>().Value;
        Assert.Equal(("fast", 2, TimeSpan.FromSeconds(2), false),
            (settings.Model, settings.Threads, settings.SlowImage, settings.WarmUp));
        Assert.Equal(
            new EmotionPredictorOptions
            {
                Threads = 2,
                Faces = FaceSearch.Required,
                MaxPixels = 1000,
                MinConfidence = 0.6,
                MaxConcurrentImages = 2,
                ClassPriorStrength = 0.5,
            },
            settings.ToPredictorOptions());
        Assert.Single(services.GetServices<EmotionPredictor>());
        Assert.Single(services.GetServices<IHostedService>());
        Assert.Contains("at most 1,000 in all", Assert.Throws<InvalidDataException>(() =>
            services.GetRequiredService<IEmotionPredictor>().Predict(Face)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_changes_the_options_is_called_once_for_each_predictor()
    {
        int calls = 0;
        using ServiceProvider services = new ServiceCollection()
            .AddEmotionPredictor(options => options.Model = "fast")
            .AddEmotionPredictor(options => options.ConfigurePredictor(predictor =>
            {
                calls++;
                return predictor;
            }))
            .BuildServiceProvider();
        _ = services.GetRequiredService<IOptions<EmotionPredictorServiceOptions>>().Value;
        Assert.Equal(0, calls);
        _ = services.GetRequiredService<EmotionPredictor>();
        _ = services.GetRequiredService<IEmotionPredictor>();
        Assert.Equal(1, calls);
    }

    [Fact]
    public void The_defaults_are_those_for_many_requests_at_once()
    {
        EmotionPredictorServiceOptions settings = new();
        Assert.Equal(new EmotionPredictorOptions { Threads = 1, MaxPixels = 40_000_000 }, settings.ToPredictorOptions());
        Assert.True(settings.WarmUp);
    }

    [Theory]
    [InlineData("Threads", "-1", "Threads")]
    [InlineData("MaxPixels", "0", "MaxPixels")]
    [InlineData("MinConfidence", "1.5", "MinConfidence")]
    [InlineData("SlowImage", "00:00:00", "SlowImage is 00:00:00; it must be more than 0")]
    [InlineData("Model", " ", "The setting Model is empty")]
    [InlineData("Model", "none.zip", "There is no model file at ")]
    [InlineData("Faces", "Sometimes", "Failed to convert")]
    [InlineData("MaxPixel", "1000", "MaxPixel")]
    public async Task A_bad_setting_stops_the_start(string name, string value, string message)
    {
        using IHost host = Host(services => services.AddEmotionPredictor(Section((name, value))));
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.True(error is OptionsValidationException or InvalidOperationException, error.GetType().FullName);
        Assert.Contains(message, $"{error.Message} {error.InnerException?.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_model_stops_the_start_and_a_relative_path_begins_at_the_content_root()
    {
        folder.Write("models/damaged.zip", "no model"u8);
        folder.Write("models/mine.zip", SmallModel.Bytes);
        using IHost damaged = Host(services =>
            services.AddKeyedEmotionPredictor("a", options => (options.Model, options.WarmUp) = ("models/damaged.zip", false)));
        await Assert.ThrowsAsync<InvalidDataException>(() => damaged.StartAsync(TestContext.Current.CancellationToken));
        using IHost whole = Host(services => services.AddKeyedEmotionPredictor("a", options => options.Model = "models/mine.zip"));
        await whole.StartAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(whole.Services.GetRequiredKeyedService<IEmotionPredictor>("a").PredictFaces(Face));
        await whole.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task The_start_predicts_once_where_it_is_to_warm_up(bool warmsUp, int predictions)
    {
        using Measurements measurements = new();
        using IHost host = Host(services =>
            services.AddEmotionPredictor(options => (options.Model, options.WarmUp) = ("fast", warmsUp)));
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(predictions, measurements.Sum("fernet.prediction.count"));
    }

    private IHost Host(Action<IServiceCollection> add)
    {
        HostApplicationBuilder builder =
            new(new HostApplicationBuilderSettings { ContentRootPath = folder.Path, DisableDefaults = true });
        add(builder.Services);
        return builder.Build();
    }

    private static IConfiguration Section(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"FerNet:{setting.Name}", (string?)setting.Value)))
            .Build().GetSection("FerNet");
}
