using System.Diagnostics.Metrics;

namespace FerNet.Benchmarks.Speed;

/// <summary>The milliseconds that each step of predictions took, as the library's own meter reports them; dispose it.</summary>
internal sealed class StepTimes : IDisposable
{
    private readonly Dictionary<string, double> sums = [];
    private readonly MeterListener listener = new();

    public StepTimes()
    {
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == "FerNet" && instrument is Histogram<double>) own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, seconds, _, _) =>
        {
            lock (sums) sums[instrument.Name] = sums.GetValueOrDefault(instrument.Name) + (seconds * 1000);
        });
        listener.Start();
    }

    public double Decode => Sum("decode");

    public double Detect => Sum("detect");

    public double Score => Sum("score");

    public void Dispose() => listener.Dispose();

    private double Sum(string step)
    {
        lock (sums) return sums.GetValueOrDefault($"fernet.{step}.duration");
    }
}
