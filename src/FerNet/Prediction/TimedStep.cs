using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FerNet.Prediction;

/// <summary>A step of a prediction from its beginning to its disposal, whether it succeeds or fails.</summary>
/// <param name="activity">Its activity; null where nobody listens.</param>
/// <param name="durations">Where its duration in seconds is recorded.</param>
internal readonly struct TimedStep(Activity? activity, Histogram<double> durations) : IDisposable
{
    private readonly long start = durations.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void Dispose()
    {
        if (start != 0) durations.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        activity?.Dispose();
    }
}
