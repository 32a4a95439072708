using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using FerNet.Prediction;

namespace FerNet.Cli.Serving;

/// <summary>
/// The session of one camera. Only the newest frame waits: it is dropped if the next one arrives before it is processed, so that answers
/// are never delayed and memory is bounded.
/// </summary>
internal sealed class CameraSession
{
    private readonly WebSocket socket;
    private readonly EmotionPredictor predictor;
    private readonly ServeOptions options;
    private readonly Channel<(int Number, byte[] Encoded)> newest;
    private int received, dropped;

    public CameraSession(WebSocket socket, EmotionPredictor predictor, ServeOptions options)
    {
        (this.socket, this.predictor, this.options) = (socket, predictor, options);
        newest = Channel.CreateBounded<(int, byte[])>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true },
            _ => Interlocked.Increment(ref dropped));
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task receiving = ReceiveAsync(ended.Token), answering = AnswerAsync(ended.Token);
        await Task.WhenAny(receiving, answering);
        await ended.CancelAsync();
        try
        {
            await Task.WhenAll(receiving, answering);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException)
        {
            // The page was closed, or the service stops.
        }
    }

    /// <summary>Receives frames until the client closes the connection or violates the protocol.</summary>
    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[65_536];
        using MemoryStream message = new();
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            switch (part.MessageType)
            {
                case WebSocketMessageType.Close:
                    await CloseAsync(WebSocketCloseStatus.NormalClosure, "", cancellationToken);
                    return;
                case WebSocketMessageType.Text:
                    await CloseAsync(WebSocketCloseStatus.InvalidMessageType, "Send frames as binary messages.", cancellationToken);
                    return;
            }
            if (message.Length + part.Count > options.MaxImageBytes)
            {
                await CloseAsync(WebSocketCloseStatus.MessageTooBig,
                    Invariant($"The frame has more than {options.MaxImageBytes:N0} bytes; send smaller frames, or raise --max-bytes."),
                    cancellationToken);
                return;
            }
            message.Write(buffer.AsSpan(0, part.Count));
            if (!part.EndOfMessage) continue;
            newest.Writer.TryWrite((++received, message.ToArray()));
            message.SetLength(0);
        }
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        int current = 0;
        await foreach (IReadOnlyList<TrackedFace> faces in predictor.PredictFramesAsync(Frames(cancellationToken), null, cancellationToken))
            await SendAsync(new CameraAnswer { Frame = current, Faces = faces }, cancellationToken);

        async IAsyncEnumerable<InputImage> Frames([EnumeratorCancellation] CancellationToken stop)
        {
            await foreach ((int number, byte[] encoded) in newest.Reader.ReadAllAsync(stop))
            {
                current = number;
                (InputImage? frame, string? error) = Decode(encoded);
                if (frame is not null) yield return frame;
                else await SendAsync(new CameraAnswer { Frame = number, Error = error }, stop);
            }
        }
    }

    private (InputImage? Frame, string? Error) Decode(byte[] encoded)
    {
        try
        {
            return (InputImage.Decode(encoded, "The frame", options.MaxPixels), null);
        }
        catch (InvalidDataException error)
        {
            return (null, error.Message);
        }
    }

    private ValueTask SendAsync(CameraAnswer answer, CancellationToken cancellationToken) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(answer with { Dropped = Volatile.Read(ref dropped) }).AsMemory(), WebSocketMessageType.Text,
        endOfMessage: true, cancellationToken);

    private Task CloseAsync(WebSocketCloseStatus status, string reason, CancellationToken cancellationToken) =>
        socket.CloseOutputAsync(status, reason, cancellationToken);

    /// <summary>The answer for a frame.</summary>
    private sealed record CameraAnswer
    {
        /// <summary>Number of the received frame, from 1.</summary>
        [JsonPropertyName("frame")]
        public required int Frame { get; init; }

        /// <summary>Number of received frames that were dropped so far.</summary>
        [JsonPropertyName("dropped")]
        public int Dropped { get; init; }

        [JsonPropertyName("faces")]
        public IReadOnlyList<TrackedFace> Faces { get; init; } = [];

        /// <summary>Why the frame could not be read; null if it was read.</summary>
        [JsonPropertyName("error")]
        public string? Error { get; init; }
    }
}
