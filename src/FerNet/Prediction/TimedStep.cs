using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FerNet.Prediction;

/// <summary>A step of a prediction from its beginning to its disposal, whether it succeeds or fails.</summary>
/// <param name="activity">The activity; null where there is no listener.</param>
/// <param name="durations">The histogram that records the duration in seconds.</param>
internal readonly struct TimedStep(Activity? activity, Histogram<double> durations) : IDisposable
{
    private readonly long start = durations.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void Dispose()
    {
        if (start != 0) durations.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        activity?.Dispose();
    }
}
