using System.Diagnostics;
using System.Diagnostics.Metrics;
using FerNet.Models;

namespace FerNet.Prediction;

/// <summary>
/// The metrics and traces of predictions: the meter and the activity source "FerNet". docs/observability.md lists the names.
/// </summary>
internal static class PredictionTelemetry
{
    private const string Name = "FerNet";

    private static readonly Meter Meter = new(Name, ModelFacts.Version);
    private static readonly ActivitySource Source = new(Name, ModelFacts.Version);

    private static readonly Counter<long> Predictions =
        Meter.CreateCounter<long>("fernet.prediction.count", "{image}", "Images that were answered.");

    private static readonly Counter<long> Faces =
        Meter.CreateCounter<long>("fernet.face.count", "{face}", "Faces that were answered.");

    private static readonly Counter<long> Refusals =
        Meter.CreateCounter<long>("fernet.refusal.count", "{image}", "Images that were refused.");

    private static readonly Histogram<double> Decode = Duration("fernet.decode", "How long the decoding of an image took.");
    private static readonly Histogram<double> Detect = Duration("fernet.detect", "How long the search for the faces of an image took.");
    private static readonly Histogram<double> Score = Duration("fernet.score", "How long the scoring of the faces of a call took.");

    /// <summary>Begins the activity of one call; null where there is no listener.</summary>
    public static Activity? BeginPredict() => Source.StartActivity("fernet.predict");

    public static TimedStep BeginDecode() => new(Source.StartActivity("fernet.decode"), Decode);

    public static TimedStep BeginDetect() => new(Source.StartActivity("fernet.detect"), Detect);

    public static TimedStep BeginScore() => new(Source.StartActivity("fernet.score"), Score);

    /// <summary>Counts answered images and faces.</summary>
    /// <param name="images">Images.</param>
    /// <param name="faces">The faces in them.</param>
    /// <param name="model">The name of the network.</param>
    public static void CountAnswers(int images, int faces, string model)
    {
        if (!Predictions.Enabled && !Faces.Enabled) return;
        KeyValuePair<string, object?> tag = new("fernet.model.name", model);
        Predictions.Add(images, tag);
        Faces.Add(faces, tag);
    }

    /// <summary>Counts a refused image and sets the call's activity to the error status.</summary>
    public static void CountRefusal(Exception error)
    {
        const string Tag = "error.type";
        string kind = error.GetType().FullName!;
        Refusals.Add(1, new KeyValuePair<string, object?>(Tag, kind));
        // Without a listener, the current activity is the application's.
        if (Activity.Current is { } call && call.Source == Source) call.SetTag(Tag, kind).SetStatus(ActivityStatusCode.Error);
    }

    private static Histogram<double> Duration(string step, string description) =>
        Meter.CreateHistogram($"{step}.duration", "s", description,
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            });
}
