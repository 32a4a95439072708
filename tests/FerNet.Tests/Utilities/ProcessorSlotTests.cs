using FerNet.Faces.YuNet;
using FerNet.Pipelines;
using FerNet.Prediction;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using FerNet.Utilities;

namespace FerNet.Tests.Utilities;

/// <summary>Every way of decoding and searching waits for a processor, and none that is part of another one waits for itself.</summary>
public sealed class ProcessorSlotTests
{
    private static readonly byte[] Png = EncodedImages.Gray(new byte[80 * 60], 80, 60);

    [Fact]
    public async Task Detectors_pipelines_and_datasets_wait_for_a_processor()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.png", Png);
        InputImage image = InputImage.Decode(Png);
        using FaceDetector detector = FaceDetector.CreateDefault();
        using YuNetFaceDetector yuNet = new(SharedData.Path("detectors/yunet_n_dynamic.onnx"));
        using FaceCropper cutter = new(new FerDatasetOptions());
        List<ProcessorSlot> taken = [];
        for (int i = 0; i < Environment.ProcessorCount; i++) taken.Add(await ProcessorSlot.TakeAsync(CancellationToken.None));
        Task[] calls =
        [
            Start(() => detector.Detect(image)), Start(() => detector.Detect(path)), Start(() => yuNet.Detect(image)),
            Start(() => EncodedFace.Patch(Png, "a")), Start(() => cutter.Cut(new MemoryStream(Png), "a")),
        ];
        try
        {
            using CancellationTokenSource source = new(50);
            Assert.ThrowsAny<OperationCanceledException>(() => detector.Detect(image, source.Token));
            Assert.ThrowsAny<OperationCanceledException>(() => yuNet.Detect(image, source.Token));
            await Task.Delay(300);
            Assert.All(calls, call => Assert.False(call.IsCompleted));
        }
        finally
        {
            foreach (ProcessorSlot slot in taken) slot.Dispose();
        }
        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Searches_within_predictions_never_wait_for_one_another()
    {
        using FaceDetector detector = FaceDetector.CreateDefault();
        using EmotionPredictor predictor = EmotionPredictor.CreateFast(new EmotionPredictorOptions { FaceDetector = detector });
        InputImage image = InputImage.Decode(Png);
        Task[] calls =
        [
            .. Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => Start(() => predictor.Predict(image))),
            .. Enumerable.Range(0, 4 * Environment.ProcessorCount)
                .Select(_ => Task.Run(() => predictor.PredictAsync(new MemoryStream(Png)))),
        ];
        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_thread_that_holds_a_place_gets_no_second_one()
    {
        for (int i = 0; i <= Environment.ProcessorCount; i++)
        {
            using ProcessorSlot outer = ProcessorSlot.Take(CancellationToken.None);
            using (ProcessorSlot.Take(CancellationToken.None))
            {
                Assert.ThrowsAny<OperationCanceledException>(() => ProcessorSlot.Take(new CancellationToken(canceled: true)));
            }
            Assert.Equal(default, ProcessorSlot.Take(CancellationToken.None));
        }
    }

    /// <summary>On a thread of its own, since it blocks.</summary>
    private static Task Start(Action call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
