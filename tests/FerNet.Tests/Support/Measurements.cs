using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FerNet.Tests.Support;

/// <summary>
/// Collects the measurements and activities of FerNet. By default only those of the calls that the current flow of execution makes, since
/// other tests predict at the same time.
/// </summary>
internal sealed class Measurements : IDisposable
{
    private static readonly AsyncLocal<Measurements?> Current = new();
    private readonly bool ofWholeProcess;
    private readonly MeterListener meters = new();
    private readonly ActivityListener activities;

    public Measurements(bool ofWholeProcess = false)
    {
        this.ofWholeProcess = ofWholeProcess;
        Current.Value = this;
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "FerNet") listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        meters.Start();
        activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "FerNet",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                IsOwn ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = Activities.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);
    }

    public ConcurrentQueue<Measurement> All { get; } = [];

    public ConcurrentQueue<Activity> Activities { get; } = [];

    private bool IsOwn => ofWholeProcess || Current.Value == this;

    /// <summary>What an instrument measured.</summary>
    public Measurement[] Of(string instrument) => [.. All.Where(one => one.Instrument.Name == instrument)];

    public double Sum(string instrument) => Of(instrument).Sum(one => one.Value);

    public void Dispose()
    {
        meters.Dispose();
        activities.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (IsOwn) All.Enqueue(new Measurement(instrument, value, tags.ToArray()));
    }

    internal sealed record Measurement(Instrument Instrument, double Value, KeyValuePair<string, object?>[] Tags);
}
