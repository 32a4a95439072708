using System.Collections.Concurrent;

namespace FerNet.Training.Detection;

/// <summary>
/// Makes the next batches in order on its own thread, so that the device does not wait for them. Disposes the batches that are not read.
/// </summary>
internal sealed class BatchQueue : IDisposable
{
    private const int Ahead = 3;

    private readonly BlockingCollection<DetectionBatch> ready = new(Ahead);
    private readonly CancellationTokenSource abandoned = new();
    private readonly Task making;

    /// <param name="first">The first step.</param>
    /// <param name="end">The step after the last one.</param>
    /// <param name="make">Makes the batch of a step.</param>
    public BatchQueue(int first, int end, Func<int, DetectionBatch> make) =>
        making = Task.Factory.StartNew(() =>
            Make(first, end, make), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>The batches in order; the caller disposes each one. An error of the other thread is thrown here.</summary>
    public IEnumerable<DetectionBatch> Batches(CancellationToken cancellationToken)
    {
        foreach (DetectionBatch batch in ready.GetConsumingEnumerable(cancellationToken)) yield return batch;
        making.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        abandoned.Cancel();
        // An error of the task is thrown by Batches, so it is not thrown again here.
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
