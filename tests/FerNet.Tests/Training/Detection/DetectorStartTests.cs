using FerNet.Data.Detection;
using FerNet.Networks.Detection;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Detection;
using FerNet.Training.Native;
using SkiaSharp;
using TorchSharp;

namespace FerNet.Tests.Training.Detection;

/// <summary>A training that starts from a finished detector.</summary>
public sealed class DetectorStartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FaceDetectionDataset photographs;

    public DetectorStartTests() => photographs = DrawnPhotographs.Write(folder, 20, seed: 1000);

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// The folded normalizations are measured anew on 1,600 cells of the coarsest map, so the answers differ by little more than rounding.
    /// </summary>
    [Fact]
    public void A_training_that_starts_from_the_shipped_detector_keeps_what_it_answers()
    {
        using FaceDetector start = FaceDetector.CreateDefault();
        FaceDetectorTrainerOptions options = new()
        {
            Steps = 1,
            BatchSize = 16,
            InputSize = 320,
            LearningRate = 1e-12,
            Precision = TrainingPrecision.Float32,
            StartFrom = start,
        };
        using FaceDetector trained = new FaceDetectorTrainer(options).Train(photographs, []);
        Assert.NotEqual(start.Graph, trained.Graph);
        Assert.Contains("started from", trained.Card.Recipe, StringComparison.Ordinal);
        using SKBitmap bitmap = DrawnPhotographs.Ground(5000, 256, 192);
        DrawnPhotographs.Draw(bitmap, Emotion.Happy, 7000, new FaceBox(60, 40, 110, 110));
        byte[] levels = RgbImage.FromRgba(256, 192, bitmap.GetPixelSpan()).Pixels;
        (float[] scores, float[] boxes, float[] landmarks) = DetectorRuns.Run(start.Graph, levels, 1, 192, 256);
        (float[] actualScores, float[] actualBoxes, float[] actualLandmarks) = DetectorRuns.Run(trained.Graph, levels, 1, 192, 256);
        Assert.True(scores.Max() > 0.8f, $"the face has a score of {scores.Max()}");
        Assert.True(MaxDifference(scores, actualScores) < 0.02f, $"scores {MaxDifference(scores, actualScores)}");
        Assert.True(MaxDifference(boxes, actualBoxes) < 0.05f, $"boxes {MaxDifference(boxes, actualBoxes)}");
        Assert.True(MaxDifference(landmarks, actualLandmarks) < 0.05f, $"landmarks {MaxDifference(landmarks, actualLandmarks)}");
    }

    private static float MaxDifference(float[] expected, float[] actual) =>
        expected.Zip(actual, (one, other) => MathF.Abs(one - other)).Max();

    [Fact]
    public void A_training_does_not_start_from_a_detector_of_another_network()
    {
        NativeTorch.Require();
        DetectorNetwork other = new(stem: 8, early: 16, width: 32, units: [1, 1, 1, 1]);
        FaceDetectorTrainerOptions options = new() { Steps = 1, BatchSize = 1, InputSize = 64 };
        SampleMaker samples = new(DetectorTrainingData.Load(photographs, [], default).Training, [], 64, 1);
        using StatisticsInputs statistics = new(samples, options, torch.CPU, default);
        using DetectorWeights weights = DetectorWeights.Initialize(other, 1, torch.CPU);
        using FaceDetector start = FaceDetector.CreateDefault();
        DetectorForward exact = new(other, new DetectorArithmetic(IsHalf: false, IsChannelsLast: true));
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => DetectorStart.Apply(weights, other, start, statistics, exact, default));
        Assert.Contains("another network", error.Message, StringComparison.Ordinal);
        Assert.Contains("stem.kernel of 216 numbers", error.Message, StringComparison.Ordinal);
    }
}
