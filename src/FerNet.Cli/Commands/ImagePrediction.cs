using System.Text.Json;
using FerNet.Cli.Annotation;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>The result for one image: the emotions of its faces, or the error.</summary>
internal sealed record ImagePrediction(string File, IReadOnlyList<EmotionPrediction> Faces, string? Error, string? Warning = null)
{
    /// <summary>Whether the JSON of each face says if its answer is uncertain.</summary>
    public bool MarksUncertain { get; init; }

    public static ImagePrediction Create(EmotionPredictor predictor, string path, ImageOutputFiles? annotations,
        ImageOutputFiles? explanations, bool withLandmarks)
    {
        try
        {
            InputImage image = InputImage.Load(path);
            IReadOnlyList<EmotionPrediction> faces = predictor.PredictFaces(image);
            // If no face is found, the centered square is predicted, and the box is null.
            if (faces.Count == 0) faces = [predictor.Predict(image)];
            annotations?.Write(path, AnnotatedImage.Png(image, faces, withLandmarks));
            explanations?.Write(path, ExplainedFace.Png(predictor.Explain(image)));
            return new ImagePrediction(path, faces, null, image.Warning);
        }
        catch (NoFaceException error)
        {
            return new ImagePrediction(path, [], $"{UntrustedText.Quote(path)}: {ErrorText.Format(error)}");
        }
        catch (Exception error) when (ErrorText.IsOfOneImage(error))
        {
            return new ImagePrediction(path, [], ErrorText.Format(error));
        }
    }

    public override string ToString() =>
        $"{UntrustedText.Quote(File)}: {string.Join("; ", Faces.Select(face => face.Box is { } box ? $"{box} {face}" : $"{face}"))}";

    public string ToJson() => FaceJson.Format(File, Faces, Error, Warning, WriteFace);

    private void WriteFace(Utf8JsonWriter json, EmotionPrediction face)
    {
        FaceJson.Write(json, face.Box, face.DetectionConfidence, face.Landmarks);
        json.WriteString("emotion", face.Emotion.Name());
        json.WriteNumber("confidence", face.Confidence);
        if (MarksUncertain) json.WriteBoolean("uncertain", face.IsUncertain);
        json.WriteString("valence", face.Valence.ToString().ToLowerInvariant());
        json.WriteStartObject("probabilities");
        foreach (Emotion emotion in EmotionExtensions.All) json.WriteNumber(emotion.Name(), face[emotion]);
        json.WriteEndObject();
    }
}
