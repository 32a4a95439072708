using FerNet.Faces;
using FerNet.Faces.YuNet;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Public;

/// <summary>Detection where no photograph is at hand: drawn faces on an even ground. These tests run in every checkout.</summary>
public class DrawnSceneTests
{
    private static readonly FaceBox Face = new(220, 120, 160, 160);

    [Fact]
    public void A_drawn_face_is_found_where_it_lies_and_nowhere_else()
    {
        using FaceDetector detector = FaceDetector.CreateDefault();
        DetectedFace found = Assert.Single(detector.Detect(DrawnImage.On(640, 480, 110, Face)));
        Assert.InRange(found.Box.Overlap(FaceIn(Face)), 0.5f, 1);
        Assert.Empty(detector.Detect(DrawnImage.On(640, 480, 110, null)));
    }

    [Fact]
    public void Drawn_faces_of_all_emotions_look_like_faces_to_the_shipped_detector()
    {
        using FaceDetector detector = FaceDetector.CreateDefault();
        Assert.InRange(FoundOf70(detector), 63, 70);
    }

    [Fact]
    public void Drawn_faces_of_all_emotions_look_like_faces_to_a_detector_that_never_saw_one()
    {
        using YuNetFaceDetector detector = new(SharedData.Path("detectors/yunet_s_dynamic.onnx"));
        Assert.InRange(FoundOf70(detector), 68, 70);
    }

    [Fact]
    public void A_predictor_answers_for_each_drawn_face_of_a_scene()
    {
        FaceBox[] places = [new(60, 90, 150, 150), new(400, 120, 180, 180)];
        using SKBitmap scene = new(640, 480, SKColorType.Rgba8888, SKAlphaType.Opaque);
        scene.Erase(new SKColor(110, 110, 110));
        foreach (FaceBox place in places) DrawnImage.DrawFace(scene, Emotion.Happy, 3, place);
        using SKData png = scene.Encode(SKEncodedImageFormat.Png, 100);

        using EmotionPredictor predictor = EmotionPredictor.CreateDefault(new EmotionPredictorOptions { Faces = FaceSearch.Required });
        IReadOnlyList<EmotionPrediction> answers = predictor.PredictFaces(png.ToArray());
        Assert.Equal(2, answers.Count);
        Assert.All(places.Select(FaceIn), face => Assert.Contains(answers, answer => answer.Box!.Value.Overlap(face) > 0.5f));
        Assert.Equal(answers[0].Probabilities, predictor.Predict(png.ToArray()).Probabilities);
    }

    /// <summary>The face in a drawn square, which shows hair and neck too: forehead to chin, cheek to cheek.</summary>
    private static FaceBox FaceIn(FaceBox square) => new(square.X + (0.176f * square.Width), square.Y + (0.081f * square.Height),
        0.628f * square.Width, 0.861f * square.Height);

    /// <summary>Of ten drawn faces of each emotion in scenes, those that are found at their place and alone.</summary>
    private static int FoundOf70(IFaceDetector detector)
    {
        int found = 0;
        for (int seed = 0; seed < 10 * EmotionExtensions.Count; seed++)
        {
            using SKBitmap scene = new(640, 480, SKColorType.Rgba8888, SKAlphaType.Opaque);
            scene.Erase(new SKColor(110, 110, 110));
            DrawnImage.DrawFace(scene, (Emotion)(seed % EmotionExtensions.Count), seed, Face);
            IReadOnlyList<DetectedFace> faces = detector.Detect(InputImage.FromPixels(scene.GetPixelSpan(), 640, 480, PixelFormat.Rgba32));
            if (faces is [var face] && face.Box.Overlap(Face) > 0.25f) found++;
        }
        return found;
    }
}
