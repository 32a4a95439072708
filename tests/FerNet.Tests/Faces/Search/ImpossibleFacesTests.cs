using FerNet.Faces;

namespace FerNet.Tests.Faces.Search;

/// <summary>
/// What a network answers in the padding of its input, or with numbers out of all proportion, is no face; an image never makes a prediction
/// throw.
/// </summary>
public sealed class ImpossibleFacesTests
{
    /// <summary>Its input has 28 columns and 60 rows of padding.</summary>
    private static readonly InputImage Scene = InputImage.FromPixels(new byte[100 * 68], 100, 68, PixelFormat.Gray8);

    private static readonly FaceDetectorOptions All = new() { MinFaceSize = 8, MaxFaces = 10_000 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Faces_in_the_padding_are_removed(bool anyOrientation)
    {
        // Boxes a little larger than a cell overlap little, so that all cells keep theirs.
        using FaceDetector detector = ConstantDetector.Create(logSize: 0.1f, options: All with { AnyOrientation = anyOrientation });
        IReadOnlyList<DetectedFace> faces = detector.Detect(Scene);
        Assert.NotEmpty(faces);
        Assert.All(faces, face =>
            Assert.True(face.Box.ClampTo(Scene.Width, Scene.Height) is { Width: > 0, Height: > 0 }, face.Box.ToString()));
        Assert.NotEmpty(Predict(detector));
    }

    [Fact]
    public void A_face_that_is_cut_by_the_border_stays()
    {
        using FaceDetector detector = ConstantDetector.Create(logSize: 1, options: All);
        Assert.Contains(detector.Detect(Scene), face => face.Box.X < 0);
        Assert.Contains(detector.Detect(Scene), face => face.Box.X < Scene.Width && face.Box.X + face.Box.Width > Scene.Width);
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(8, 0)]
    [InlineData(0.1f, 3e38f)]
    public void Sizes_and_landmarks_out_of_all_proportion_are_removed(float logSize, float landmark)
    {
        using FaceDetector detector = ConstantDetector.Create(logSize, landmark, All);
        Assert.Empty(detector.Detect(Scene));
        Assert.Empty(Predict(detector));
    }

    private static IReadOnlyList<EmotionPrediction> Predict(FaceDetector detector)
    {
        using EmotionPredictor predictor = EmotionPredictor.CreateFast(new EmotionPredictorOptions { FaceDetector = detector });
        Assert.True(float.IsFinite(predictor.Predict(Scene).Confidence));
        return predictor.PredictFaces(Scene);
    }
}
