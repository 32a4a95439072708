using FerNet.Networks.Detection;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;

namespace FerNet.Tests.Networks.Onnx;

public class OnnxSessionTests
{
    private static readonly int Processors = Environment.ProcessorCount;

    [Fact]
    public async Task As_many_graphs_run_at_once_as_there_are_processors()
    {
        using OnnxSession session = Open();
        (int running, int most) = (0, 0);
        Lock counting = new();
        Task[] calls = StartAll(4 * Processors, () => Run(session, () =>
        {
            lock (counting) most = Math.Max(most, ++running);
            Thread.Sleep(20);
            lock (counting) running--;
        }));
        await Task.WhenAll(calls);
        Assert.InRange(most, 1, Processors);
    }

    [Fact]
    public async Task Calls_that_wait_for_others_can_be_canceled_and_keep_no_place()
    {
        using OnnxSession session = Open();
        using ManualResetEventSlim go = new();
        using CountdownEvent running = new(Processors);
        Task[] calls = StartAll(Processors, () => Run(session, () =>
        {
            running.Signal();
            go.Wait();
        }));
        try
        {
            running.Wait(TestContext.Current.CancellationToken);
            using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(50));
            for (int i = 0; i < Processors; i++) Assert.ThrowsAny<OperationCanceledException>(() => Run(session, () => { }, stop.Token));
        }
        finally
        {
            go.Set();
        }
        await Task.WhenAll(calls);
        Run(session, () => { }, Soon());
    }

    [Fact]
    public void A_call_that_fails_leaves_its_place_to_others()
    {
        using OnnxSession session = Open();
        for (int i = 0; i < Processors; i++)
            Assert.Throws<InvalidDataException>(() => Run(session, () => throw new InvalidDataException("refused")));
        Run(session, () => { }, Soon());
    }

    [Fact]
    public void A_disposed_session_takes_no_place()
    {
        OnnxSession session = Open();
        session.Dispose();
        for (int i = 0; i < Processors; i++) Assert.Throws<ObjectDisposedException>(() => Run(session, () => { }));
        using OnnxSession other = Open();
        Run(other, () => { }, Soon());
    }

    /// <summary>A place that was not given back fails the test instead of stopping it.</summary>
    private static CancellationToken Soon() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private static OnnxSession Open()
    {
        using FaceDetector shipped = FaceDetector.CreateDefault();
        return GraphSession.Create(shipped.Graph, "the detector", GraphPolicies.Detector, GraphLimits.Detector, default);
    }

    private static void Run(OnnxSession session, Action read, CancellationToken cancellationToken = default) =>
        session.Run(new float[3 * 32 * 32], [1, 3, 32, 32], [DetectorFormat.Scores], answers =>
        {
            read();
            return answers.Count;
        }, cancellationToken);

    private static Task[] StartAll(int count, Action call) =>
        [.. Enumerable.Range(0, count).Select(_ => Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
}
