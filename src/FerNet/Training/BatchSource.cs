using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace FerNet.Training;

/// <summary>Prepares the next batches on another thread, in order, so that the network never waits for them.</summary>
internal static class BatchSource
{
    private const int Ahead = 4;

    /// <summary>The batches of the steps from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public static async IAsyncEnumerable<T> Prepare<T>(int first, int end, Func<int, T> make, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<T> channel = Channel.CreateBounded<T>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        using CancellationTokenSource abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task writing = Task.Run(() => Write(first, end, make, channel.Writer, abandoned.Token), CancellationToken.None);
        try
        {
            await foreach (T batch in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return batch;
        }
        finally
        {
            await abandoned.CancelAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(false);
        }
    }

    private static async Task Write<T>(int first, int end, Func<int, T> make, ChannelWriter<T> writer, CancellationToken cancellationToken)
    {
        try
        {
            for (int step = first; step < end; step++) await writer.WriteAsync(make(step), cancellationToken).ConfigureAwait(false);
            writer.Complete();
        }
        catch (OperationCanceledException)
        {
            writer.TryComplete();
        }
        catch (Exception error)
        {
            // Whatever went wrong belongs to the thread that trains: it rethrows the error when it asks for the next batch.
            writer.TryComplete(error);
        }
    }
}
