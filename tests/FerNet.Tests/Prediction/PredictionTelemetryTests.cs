using System.Diagnostics;
using System.Diagnostics.Metrics;
using FerNet.Drawing;
using FerNet.Tests.Docs;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Prediction;

/// <summary>What docs/observability.md says of meters and traces.</summary>
public sealed class PredictionTelemetryTests : IDisposable
{
    private static readonly byte[] Face = DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 128);
    private readonly EmotionPredictor predictor = EmotionPredictor.CreateFast();
    private readonly Measurements measurements = new();

    public void Dispose()
    {
        measurements.Dispose();
        predictor.Dispose();
    }

    [Fact]
    public async Task A_prediction_is_counted_and_each_step_is_timed_in_seconds()
    {
        predictor.Predict(Face);
        Assert.Single(predictor.PredictFaces(Face));
        await predictor.PredictAsync(new MemoryStream(Face), TestContext.Current.CancellationToken);
        Assert.Equal(3, measurements.Sum("fernet.prediction.count"));
        Assert.Equal(3, measurements.Sum("fernet.face.count"));
        Assert.Empty(measurements.Of("fernet.refusal.count"));
        Assert.All(measurements.Of("fernet.prediction.count"),
            one => Assert.Equal([new("fernet.model.name", predictor.Card.Name)], one.Tags));
        foreach (string step in (string[])["decode", "detect", "score"])
        {
            Measurements.Measurement[] durations = measurements.Of($"fernet.{step}.duration");
            Assert.Equal(3, durations.Length);
            Assert.All(durations, duration =>
            {
                Assert.Equal("s", duration.Instrument.Unit);
                Assert.InRange(duration.Value, 1e-7, 60);
            });
        }
    }

    [Fact]
    public void A_batch_counts_its_images_and_their_faces()
    {
        InputImage face = InputImage.Decode(Face), none = InputImage.FromPixels(new byte[80 * 60], 80, 60, PixelFormat.Gray8);
        Assert.Equal([1, 0], predictor.PredictFacesBatch([face, none]).Select(faces => faces.Count));
        Assert.Equal(2, measurements.Sum("fernet.prediction.count"));
        Assert.Equal(1, measurements.Sum("fernet.face.count"));
        Assert.Equal(2, measurements.Of("fernet.detect.duration").Length);
        Assert.Empty(measurements.Of("fernet.decode.duration"));
    }

    [Fact]
    public void A_refused_image_is_counted_by_the_type_of_its_error()
    {
        using EmotionPredictor strict = EmotionPredictor.CreateFast(new EmotionPredictorOptions { Faces = FaceSearch.Required });
        Assert.Throws<InvalidDataException>(() => predictor.Predict("no image"u8));
        Assert.Throws<NoFaceException>(() => strict.Predict(EncodedImages.Gray(new byte[80 * 60], 80, 60)));
        Assert.Equal(["System.IO.InvalidDataException", "FerNet.NoFaceException"],
            measurements.Of("fernet.refusal.count").Select(one => Assert.Single(one.Tags).Value));
        Assert.Empty(measurements.Of("fernet.prediction.count"));
        Activity[] calls = [.. measurements.Activities.Where(activity => activity.OperationName == "fernet.predict")];
        Assert.Equal(2, calls.Length);
        Assert.All(calls, call => Assert.Equal(ActivityStatusCode.Error, call.Status));
        Assert.Equal("System.IO.InvalidDataException", calls[0].GetTagItem("error.type"));
    }

    [Fact]
    public void The_page_lists_every_instrument_with_its_kind_and_unit()
    {
        SortedSet<string> published = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) =>
            {
                string kind = instrument is Histogram<double> ? "histogram" : "counter";
                if (instrument.Meter.Name == "FerNet") published.Add($"| `{instrument.Name}` | {kind} | `{instrument.Unit}` |");
            },
        };
        listener.Start();
        string[] rows = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "observability.md"))
            .Where(line => line.StartsWith("| `fernet.", StringComparison.Ordinal))];
        Assert.Equal(rows.Length, published.Count);
        Assert.All(published, start => Assert.Single(rows, row => row.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_steps_of_a_call_are_children_of_its_activity()
    {
        await predictor.PredictFacesAsync(new MemoryStream(Face), TestContext.Current.CancellationToken);
        Activity call = Assert.Single(measurements.Activities, activity => activity.OperationName == "fernet.predict");
        Assert.Equal(ActivityStatusCode.Unset, call.Status);
        Activity[] steps = [.. measurements.Activities.Where(activity => activity != call)];
        Assert.Equal(["fernet.decode", "fernet.detect", "fernet.score"], steps.Select(step => step.OperationName));
        Assert.All(steps, step => Assert.Equal((call.SpanId, call.TraceId), (step.ParentSpanId, step.TraceId)));
    }
}
