using System.Globalization;
using System.Text;
using System.Text.Json;
using FerNet.Checks;

namespace FerNet.Samples.Commands;

/// <summary>The faces of one image, or why it could not be read.</summary>
internal sealed record DetectedFaces(string File, IReadOnlyList<DetectedFace> Faces, string? Error)
{
    public static DetectedFaces Of(FaceDetector detector, string path, CancellationToken cancellationToken)
    {
        try
        {
            return new DetectedFaces(path, detector.Detect(Picture.Load(path), cancellationToken), null);
        }
        catch (Exception error)
            when (error is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new DetectedFaces(path, [], ErrorText.Of(error));
        }
    }

    public override string ToString() => Faces.Count == 0 ? $"{ForeignText.Quote(File)}: no face" : string.Create(
        CultureInfo.InvariantCulture,
            $"{ForeignText.Quote(File)}: " +
            $"{string.Join("; ", Faces.Select(face => FormattableString.Invariant($"{face.Box} {face.Confidence * 100:0} %")))}");

    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("file", File);
            if (Error is not null) json.WriteString("error", Error);
            else WriteFaces(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void WriteFaces(Utf8JsonWriter json)
    {
        json.WriteStartArray("faces");
        foreach (DetectedFace face in Faces)
        {
            json.WriteStartObject();
            FaceJson.Write(json, face.Box, face.Confidence, face.Landmarks);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
