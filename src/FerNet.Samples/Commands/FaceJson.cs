using System.Text.Json;

namespace FerNet.Samples.Commands;

/// <summary>The part of a face's JSON that a detector gives: box, confidence and landmarks, each null where there is none.</summary>
internal static class FaceJson
{
    public static void Write(Utf8JsonWriter json, FaceBox? box, float? confidence, FaceLandmarks? landmarks)
    {
        WriteBox(json, box);
        if (confidence is { } sure) json.WriteNumber("detectionConfidence", sure);
        else json.WriteNull("detectionConfidence");
        WriteLandmarks(json, landmarks);
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
