using FerNet.Drawing;
using FerNet.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Tests.Prediction;

/// <summary>Options of ONNX Runtime that an application sets.</summary>
public sealed class ConfigureSessionTests : IDisposable
{
    private static readonly byte[] Face = DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 128);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_called_for_the_network_and_for_the_detector_and_its_settings_hold()
    {
        List<string> written = [];
        using EmotionPredictor plain = EmotionPredictor.CreateFast();
        using EmotionPredictor configured = EmotionPredictor.CreateFast(new EmotionPredictorOptions
        {
            ConfigureSession = session =>
            {
                session.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
                session.EnableCpuMemArena = false;
                written.Add(session.OptimizedModelFilePath = folder.File($"{written.Count}.onnx"));
            },
        });
        Assert.Single(written);
        AssertEqual(plain.Predict(Face), configured.Predict(Face));
        AssertEqual(plain.Predict(Face), configured.Predict(Face));
        Assert.Equal(2, written.Count);
        Assert.All(written, path => Assert.True(File.Exists(path), path));
    }

    [Fact]
    public void A_detector_and_a_model_from_a_file_take_it_too()
    {
        int sessions = 0;
        using FaceDetector detector = FaceDetector.CreateDefault(new FaceDetectorOptions { ConfigureSession = _ => sessions++ });
        Assert.Equal(1, sessions);
        Assert.Single(detector.Detect(InputImage.Decode(Face)));
        using EmotionPredictor predictor = EmotionPredictor.Load(
            folder.Write("emotions.zip", SmallModel.Bytes),
            new EmotionPredictorOptions { FaceDetector = detector, ConfigureSession = _ => sessions++ });
        predictor.Predict(Face);
        Assert.Equal(2, sessions);
    }

    [Fact]
    public void A_provider_that_is_not_there_is_named_with_the_cure()
    {
        EmotionPredictorOptions options = new() { ConfigureSession = session => session.AppendExecutionProvider_CUDA() };
        string message = Assert.Throws<InvalidOperationException>(() => EmotionPredictor.CreateFast(options)).Message;
        Assert.StartsWith("The session options that ConfigureSession sets cannot be used: ", message, StringComparison.Ordinal);
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_the_session_refuses_are_told_as_such()
    {
        EmotionPredictorOptions options =
            new() { ConfigureSession = session => session.OptimizedModelFilePath = folder.File("missing/folder/a.onnx") };
        Assert.Contains("ONNX Runtime cannot open The shipped model fast with them",
            Assert.Throws<InvalidOperationException>(() => EmotionPredictor.CreateFast(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_the_application_passes_and_a_model_is_checked_before()
    {
        EmotionPredictorOptions options = new() { ConfigureSession = _ => throw new FormatException("mine") };
        Assert.Throws<FormatException>(() => EmotionPredictor.CreateFast(options));
        byte[] graph = "no graph"u8.ToArray();
        Assert.Throws<InvalidDataException>(() => EmotionPredictor.Load(new MemoryStream(graph), options));
    }

    private static void AssertEqual(EmotionPrediction expected, EmotionPrediction actual)
    {
        Assert.Equal(expected.Emotion, actual.Emotion);
        foreach (Emotion emotion in EmotionExtensions.All) Assert.Equal(expected[emotion], actual[emotion], 1e-4);
        Assert.Equal(expected.Box!.Value.Width, actual.Box!.Value.Width, 0.1f);
    }
}
