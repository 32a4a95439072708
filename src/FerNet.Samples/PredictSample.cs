using FerNet.Imaging;
using FerNet.Prediction;

namespace FerNet.Samples;

/// <summary>Prints the emotion of the largest face in an image.</summary>
internal static class PredictSample
{
    public static void Run(string path)
    {
        // The model is part of the package. One thread-safe predictor is enough for an application.
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault();

        EmotionPrediction answer = predictor.Predict(path);
        Console.WriteLine($"{answer.Emotion.Name()} ({answer.Valence}), confidence {answer.Confidence:P1}");

        // The seven probabilities sum to 1.
        foreach (Emotion emotion in EmotionExtensions.All.OrderByDescending(emotion => answer[emotion]))
            Console.WriteLine($"  {emotion.Name(),-9} {answer[emotion],7:P1} {new string('#', (int)(40 * answer[emotion]))}");

        Console.WriteLine(answer.Box is { } box
            ? $"The face is at {box}."
            : "No face was found; the largest centered square of the image was read as one.");

        // Images in memory can be passed as bytes, a stream, or pixels.
        byte[] file = File.ReadAllBytes(path);
        Console.WriteLine($"From bytes: {predictor.Predict(file)}");

        // Relevance: how much the probability falls when a part of the face is hidden.
        EmotionExplanation explanation = predictor.Explain(path);
        float[] relevance = explanation.Relevance.ToArray();
        int most = Array.IndexOf(relevance, relevance.Max());
        Console.WriteLine($"The most important pixel of the {FacePatch.Size} x {FacePatch.Size} that the network reads: "
            + $"column {most % FacePatch.Size}, row {most / FacePatch.Size}.");
    }
}
