using FerNet.Imaging;
using FerNet.Prediction;

namespace FerNet.Samples;

/// <summary>The emotion of the largest face in an image.</summary>
internal static class PredictSample
{
    public static void Run(string path)
    {
        // The model is inside the package. One predictor serves a whole application, and any number of threads.
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault();

        EmotionPrediction answer = predictor.Predict(path);
        Console.WriteLine($"{answer.Emotion.Name()} ({answer.Valence}), confidence {answer.Confidence:P1}");

        // The seven probabilities sum to 1.
        foreach (Emotion emotion in EmotionExtensions.All.OrderByDescending(emotion => answer[emotion]))
            Console.WriteLine($"  {emotion.Name(),-9} {answer[emotion],7:P1} {new string('#', (int)(40 * answer[emotion]))}");

        Console.WriteLine(answer.Box is { } box
            ? $"The face is at {box}."
            : "No face was found; the largest centered square of the image was read as one.");

        // Files and frames that are in memory already go in as bytes, a stream, or pixels.
        byte[] file = File.ReadAllBytes(path);
        Console.WriteLine($"From bytes: {predictor.Predict(file)}");

        // Which pixels the answer rests on: the probability falls by this much when they are hidden.
        EmotionExplanation explanation = predictor.Explain(path);
        float[] relevance = explanation.Relevance.ToArray();
        int most = Array.IndexOf(relevance, relevance.Max());
        Console.WriteLine($"The most important pixel of the {FacePatch.Size} x {FacePatch.Size} that the network reads: "
            + $"column {most % FacePatch.Size}, row {most / FacePatch.Size}.");
    }
}
