using System.Text;
using System.Text.Json;
using FerNet.Faces;

namespace FerNet.Cli.Commands;

/// <summary>The JSON of an image's faces.</summary>
internal static class FaceJson
{
    /// <summary>Returns one line of JSON: the file and its faces, or the error.</summary>
    /// <param name="file">The image.</param>
    /// <param name="faces">Its faces.</param>
    /// <param name="error">Why the image could not be read; the faces are then left out. Null for no error.</param>
    /// <param name="warning">The warning about the image; null for none.</param>
    /// <param name="writeFace">Writes the properties of a face.</param>
    public static string Format<TFace>(string file, IEnumerable<TFace> faces, string? error, string? warning,
        Action<Utf8JsonWriter, TFace> writeFace)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            if (error is not null) json.WriteString("error", error);
            else WriteFaces(json, faces, writeFace);
            if (warning is not null) json.WriteString("warning", warning);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes box, detection confidence and landmarks, each as null if there is none.</summary>
    public static void Write(Utf8JsonWriter json, FaceBox? box, float? confidence, FaceLandmarks? landmarks)
    {
        WriteBox(json, box);
        if (confidence is { } sure) json.WriteNumber("detectionConfidence", sure);
        else json.WriteNull("detectionConfidence");
        WriteLandmarks(json, landmarks);
    }

    private static void WriteFaces<TFace>(Utf8JsonWriter json, IEnumerable<TFace> faces, Action<Utf8JsonWriter, TFace> writeFace)
    {
        json.WriteStartArray("faces");
        foreach (TFace face in faces)
        {
            json.WriteStartObject();
            writeFace(json, face);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteBox(Utf8JsonWriter json, FaceBox? box)
    {
        if (box is not { } face)
        {
            json.WriteNull("box");
            return;
        }
        json.WriteStartObject("box");
        json.WriteNumber("x", face.X);
        json.WriteNumber("y", face.Y);
        json.WriteNumber("width", face.Width);
        json.WriteNumber("height", face.Height);
        json.WriteEndObject();
    }

    private static void WriteLandmarks(Utf8JsonWriter json, FaceLandmarks? landmarks)
    {
        if (landmarks is null)
        {
            json.WriteNull("landmarks");
            return;
        }
        json.WriteStartObject("landmarks");
        WritePoint(json, "rightEye", landmarks.RightEye);
        WritePoint(json, "leftEye", landmarks.LeftEye);
        WritePoint(json, "nose", landmarks.Nose);
        WritePoint(json, "rightMouthCorner", landmarks.RightMouthCorner);
        WritePoint(json, "leftMouthCorner", landmarks.LeftMouthCorner);
        json.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter json, string name, FacePoint point)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(point.X);
        json.WriteNumberValue(point.Y);
        json.WriteEndArray();
    }
}
