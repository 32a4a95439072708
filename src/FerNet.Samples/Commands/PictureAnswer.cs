using System.Text.Json;
using FerNet.Checks;
using FerNet.Samples.Drawing;

namespace FerNet.Samples.Commands;

/// <summary>What is said of one picture: the emotions of its faces, or why it could not be read.</summary>
internal sealed record PictureAnswer(string File, IReadOnlyList<EmotionPrediction> Faces, string? Error, string? Warning = null)
{
    /// <summary>Whether the JSON says of each face if its answer is uncertain.</summary>
    public bool MarksUncertain { get; init; }

    public static PictureAnswer Of(EmotionPredictor predictor, string path, PictureFiles? annotations, PictureFiles? explanations,
        bool withLandmarks)
    {
        try
        {
            Picture picture = Picture.Load(path);
            IReadOnlyList<EmotionPrediction> faces = predictor.PredictFaces(picture);
            // Where no face is found the whole picture is the face, and the box is null.
            if (faces.Count == 0) faces = [predictor.Predict(picture)];
            annotations?.Write(path, AnnotatedPicture.Png(picture, faces, withLandmarks));
            explanations?.Write(path, ExplainedFace.Png(predictor.Explain(picture)));
            return new PictureAnswer(path, faces, null, picture.Warning);
        }
        catch (Exception error) when (ErrorText.IsOfOneImage(error))
        {
            return new PictureAnswer(path, [], ErrorText.Of(error));
        }
    }

    public override string ToString() =>
        $"{ForeignText.Quote(File)}: {string.Join("; ", Faces.Select(face => face.Box is { } box ? $"{box} {face}" : $"{face}"))}";

    public string ToJson() => FaceJson.Of(File, Faces, Error, Warning, WriteFace);

    private void WriteFace(Utf8JsonWriter json, EmotionPrediction face)
    {
        FaceJson.Write(json, face.Box, face.DetectionConfidence, face.Landmarks);
        json.WriteString("emotion", face.Emotion.Name());
        json.WriteNumber("confidence", face.Confidence);
        if (MarksUncertain) json.WriteBoolean("uncertain", face.IsUncertain);
        json.WriteString("valence", face.Valence.ToString().ToLowerInvariant());
        json.WriteStartObject("probabilities");
        foreach (Emotion emotion in Emotions.All) json.WriteNumber(emotion.Name(), face[emotion]);
        json.WriteEndObject();
    }
}
