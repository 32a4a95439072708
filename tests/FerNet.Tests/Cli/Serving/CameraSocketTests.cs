using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using FerNet.Cli.Serving;
using FerNet.Faces;
using FerNet.Prediction;

namespace FerNet.Tests.Cli.Serving;

/// <summary>The camera over a WebSocket: numbers that stay, frames that are dropped instead of queued, and what is refused.</summary>
public sealed class CameraSocketTests : IDisposable
{
    private readonly ClientWebSocket socket = new();

    public void Dispose() => socket.Dispose();

    [Fact]
    public async Task Faces_keep_their_numbers_while_they_move_and_after_a_damaged_frame()
    {
        await using RunningService service = await RunningService.StartAsync();
        await socket.ConnectAsync(service.Camera, default);
        Dictionary<int, float> lastPlace = [];
        for (int frame = 1; frame <= 6; frame++)
        {
            JsonNode answer = await AskAsync(frame == 4 ? "no image"u8.ToArray() : Scene.Png(shift: 6 * frame));
            Assert.Equal(frame, answer["frame"]!.GetValue<int>());
            Assert.Equal(0, answer["dropped"]!.GetValue<int>());
            TrackedFace[] faces = answer["faces"].Deserialize<TrackedFace[]>()!;
            if (frame == 4)
            {
                Assert.Empty(faces);
                Assert.Contains("not an image", answer["error"]!.GetValue<string>());
                continue;
            }
            Assert.Null(answer["error"]);
            Assert.Equal([1, 2], faces.Select(face => face.Id).Order());
            foreach (TrackedFace face in faces)
            {
                float x = face.Prediction.Box!.Value.X;
                if (frame > 1) Assert.InRange(x, lastPlace[face.Id] - 10, lastPlace[face.Id] + 30);
                lastPlace[face.Id] = x;
            }
        }
    }

    [Fact]
    public async Task A_slow_service_drops_frames_and_answers_the_newest()
    {
        const int Frames = 20;
        using SlowDetector detector = new();
        await using RunningService service = await RunningService.StartAsync(detector: detector);
        await socket.ConnectAsync(service.Camera, default);
        byte[] frame = Scene.Png();
        await SendAsync(frame);
        Assert.True(await detector.Searching.WaitAsync(TimeSpan.FromSeconds(30)));
        for (int i = 2; i <= Frames; i++) await SendAsync(frame);
        // The frames are on their way through the loopback device.
        await Task.Delay(TimeSpan.FromSeconds(1));
        detector.Continue();

        List<JsonNode> answers = [];
        do answers.Add(await ReceiveAsync());
        while (answers[^1]["frame"]!.GetValue<int>() < Frames);
        int dropped = answers[^1]["dropped"]!.GetValue<int>();
        Assert.Equal(1, answers[0]["frame"]!.GetValue<int>());
        Assert.Equal(Frames, answers.Count + dropped);
        Assert.InRange(dropped, 1, Frames - 2);
    }

    [Fact]
    public async Task A_frame_of_too_many_bytes_and_a_text_end_the_connection()
    {
        await using RunningService service = await RunningService.StartAsync(new ServeOptions { MaxImageBytes = 100_000 });
        await socket.ConnectAsync(service.Camera, default);
        await SendAsync(new byte[100_001]);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await CloseStatusAsync(socket));
        Assert.Equal("The frame has more than 100,000 bytes; send smaller frames, or raise --max-bytes.", socket.CloseStatusDescription);

        using ClientWebSocket other = new();
        await other.ConnectAsync(service.Camera, default);
        await other.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, default);
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, await CloseStatusAsync(other));
    }

    [Fact]
    public async Task A_frame_of_too_many_pixels_is_answered_with_the_reason()
    {
        await using RunningService service = await RunningService.StartAsync(new ServeOptions { MaxPixels = 10_000 });
        await socket.ConnectAsync(service.Camera, default);
        JsonNode answer = await AskAsync(Scene.Png());
        Assert.Contains("pixels", answer["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_camera()
    {
        await using RunningService service = await RunningService.StartAsync();
        await socket.ConnectAsync(service.Camera, default);
        await AskAsync(Scene.Png());
        // Without a stop of the sessions, it would wait for as long as the camera is on.
        await service.StopAsync().WaitAsync(TimeSpan.FromSeconds(5));
    }

    private async Task<JsonNode> AskAsync(byte[] frame)
    {
        await SendAsync(frame);
        return await ReceiveAsync();
    }

    private Task SendAsync(byte[] frame) => socket.SendAsync(frame, WebSocketMessageType.Binary, true, default);

    private async Task<JsonNode> ReceiveAsync()
    {
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(60));
        byte[] buffer = new byte[65_536];
        using MemoryStream message = new();
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, timeout.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        Assert.Equal(WebSocketMessageType.Text, part.MessageType);
        return JsonNode.Parse(message.ToArray())!;
    }

    private static async Task<WebSocketCloseStatus?> CloseStatusAsync(ClientWebSocket socket)
    {
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(30));
        Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveAsync(new byte[1000], timeout.Token)).MessageType);
        return socket.CloseStatus;
    }

    /// <summary>Finds no face, and waits in the first search until it may go on.</summary>
    private sealed class SlowDetector : IFaceDetector, IDisposable
    {
        private readonly ManualResetEventSlim goesOn = new();

        public SemaphoreSlim Searching { get; } = new(0);

        public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken)
        {
            Searching.Release();
            goesOn.Wait(cancellationToken);
            return [];
        }

        public void Continue() => goesOn.Set();

        public void Dispose()
        {
            goesOn.Dispose();
            Searching.Dispose();
        }
    }
}
