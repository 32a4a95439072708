using System.Collections.Concurrent;

namespace FerNet.Training.Detection;

/// <summary>
/// Makes the next batches on a thread of its own, in order, so that the device never waits for them; what is left over is disposed.
/// </summary>
internal sealed class BatchQueue : IDisposable
{
    private const int Ahead = 3;

    private readonly BlockingCollection<DetectionBatch> ready = new(Ahead);
    private readonly CancellationTokenSource abandoned = new();
    private readonly Task making;

    /// <param name="first">The first step.</param>
    /// <param name="end">The step before which to stop.</param>
    /// <param name="make">Makes the batch of a step.</param>
    public BatchQueue(int first, int end, Func<int, DetectionBatch> make) =>
        making = Task.Factory.StartNew(() =>
            Make(first, end, make), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>The batches in order; the caller disposes each. An error of the making thread is thrown here.</summary>
    public IEnumerable<DetectionBatch> Batches(CancellationToken cancellationToken)
    {
        foreach (DetectionBatch batch in ready.GetConsumingEnumerable(cancellationToken)) yield return batch;
        making.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        abandoned.Cancel();
        // Its error, if it has one, was thrown where the batches are read; it is not thrown again.
        making.ContinueWith(static task => _ = task.Exception, TaskScheduler.Default).Wait();
        foreach (DetectionBatch batch in ready) batch.Dispose();
        ready.Dispose();
        abandoned.Dispose();
    }

    private void Make(int first, int end, Func<int, DetectionBatch> make)
    {
        try
        {
            for (int step = first; step < end && !abandoned.IsCancellationRequested; step++)
            {
                DetectionBatch batch = make(step);
                try
                {
                    ready.Add(batch, abandoned.Token);
                }
                catch (OperationCanceledException)
                {
                    batch.Dispose();
                    return;
                }
            }
        }
        finally
        {
            ready.CompleteAdding();
        }
    }
}
