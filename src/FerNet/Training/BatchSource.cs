using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace FerNet.Training;

/// <summary>Prepares the next batches on other threads, so that the training does not wait for them. The order is kept.</summary>
internal static class BatchSource
{
    private const int Ahead = 4;

    /// <summary>The batches of the steps from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    /// <param name="first">The first step.</param>
    /// <param name="end">The step after the last.</param>
    /// <param name="make">Makes the batch of a step; with several workers, it is called concurrently.</param>
    /// <param name="workers">Batches that are made at the same time, at least 1.</param>
    /// <param name="cancellationToken">Cancels the preparation.</param>
    public static async IAsyncEnumerable<T> Prepare<T>(int first, int end, Func<int, T> make, int workers,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<Task<T>> channel =
            Channel.CreateBounded<Task<T>>(new BoundedChannelOptions(Math.Max(Ahead, 2 * workers))
            {
                SingleReader = true,
                SingleWriter = true,
            });
        using SemaphoreSlim free = new(workers);
        using CancellationTokenSource abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task writing = Task.Run(() => Write(first, end, make, free, channel.Writer, abandoned.Token), CancellationToken.None);
        try
        {
            await foreach (Task<T> batch in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield
                return await batch.ConfigureAwait(false);
        }
        finally
        {
            await abandoned.CancelAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(false);
            // Waits for pending batches, because the caller may dispose their inputs afterwards.
            while (channel.Reader.TryRead(out Task<T>? pending))
                await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc cref="Prepare{T}(int, int, Func{int, T}, int, CancellationToken)"/>
    public static IAsyncEnumerable<T> Prepare<T>(int first, int end, Func<int, T> make, CancellationToken cancellationToken) =>
        Prepare(first, end, make, workers: 1, cancellationToken);

    private static async Task Write<T>(int first, int end, Func<int, T> make, SemaphoreSlim free, ChannelWriter<Task<T>> writer,
        CancellationToken cancellationToken)
    {
        try
        {
            for (int step = first; step < end; step++)
            {
                await free.WaitAsync(cancellationToken).ConfigureAwait(false);
                int made = step;
                // An error stays in its task and is thrown when the training thread reads that batch.
                Task<T> batch = Task.Run(() => MakeOne(made), CancellationToken.None);
                // Every started task is passed on, so that it is awaited.
                if (!writer.TryWrite(batch)) await Hand(batch).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader canceled, so it needs no notification.
        }
        writer.TryComplete();

        T MakeOne(int step)
        {
            try
            {
                return make(step);
            }
            finally
            {
                free.Release();
            }
        }

        async Task Hand(Task<T> batch)
        {
            try
            {
                await writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await ((Task)batch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }
    }
}
