using System.Text.Json;
using FerNet.Faces;

namespace FerNet.Samples;

/// <summary>Prints all faces in an image, with boxes, landmarks and emotions.</summary>
internal static class FacesSample
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Run(string path)
    {
        // Answers below this confidence are marked as uncertain; smaller faces than this are not searched for.
        using FaceDetector detector = FaceDetector.CreateDefault(new FaceDetectorOptions { MinFaceSize = 24 });
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault(new EmotionPredictorOptions
        {
            FaceDetector = detector,
            MinConfidence = 0.5,
        });

        IReadOnlyList<EmotionPrediction> faces = predictor.PredictFaces(path);
        Console.WriteLine($"{faces.Count} faces, the largest first");
        foreach (EmotionPrediction face in faces)
        {
            Console.WriteLine($"{face.Box}  {(face.IsUncertain ? "uncertain: " : "")}{face}");
            if (face.Landmarks is { } landmarks)
            {
                (FacePoint right, FacePoint left) = (landmarks.RightEye, landmarks.LeftEye);
                Console.WriteLine($"  eyes at {right.X:0},{right.Y:0} and {left.X:0},{left.Y:0}");
                Console.WriteLine($"  confidence that this is a face: {face.DetectionConfidence:P0}");
            }
        }

        // The emotion of the whole image: the mean of the probabilities.
        if (faces.Count > 0)
        {
            Emotion mood = EmotionExtensions.All.MaxBy(emotion => faces.Average(face => face[emotion]));
            Console.WriteLine($"Taken together: {mood.Name()}");
        }

        // Results can be serialized to JSON and back.
        Console.WriteLine(JsonSerializer.Serialize(faces, Indented));
    }
}
