using System.Threading.Channels;

namespace FerNet.Training;

/// <summary>Prepares the next batches of an epoch on another thread, in order, so that the network never waits for them.</summary>
internal static class BatchSource
{
    private const int Ahead = 4;

    public static async IAsyncEnumerable<Batch> Prepare(
        BatchMaker maker, int epoch, int firstStep, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<Batch> channel = Channel.CreateBounded<Batch>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        using CancellationTokenSource abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task writing = Task.Run(() => Write(maker, epoch, firstStep, channel.Writer, abandoned.Token), CancellationToken.None);
        try
        {
            await foreach (Batch batch in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return batch;
        }
        finally
        {
            await abandoned.CancelAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(false);
        }
    }

    private static async Task Write(BatchMaker maker, int epoch, int firstStep, ChannelWriter<Batch> writer, CancellationToken cancellationToken)
    {
        try
        {
            int[] order = maker.Order(epoch);
            for (int step = firstStep; step < maker.StepsPerEpoch; step++)
            {
                await writer.WriteAsync(maker.Make(epoch, step, order), cancellationToken).ConfigureAwait(false);
            }
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
