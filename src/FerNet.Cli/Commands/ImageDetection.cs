using System.Globalization;
using FerNet.Faces;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>The faces of one image, or the error.</summary>
internal sealed record ImageDetection(string File, IReadOnlyList<DetectedFace> Faces, string? Error)
{
    public static ImageDetection Create(FaceDetector detector, string path, CancellationToken cancellationToken)
    {
        try
        {
            return new ImageDetection(path, detector.Detect(InputImage.Load(path), cancellationToken), null);
        }
        catch (Exception error) when (ErrorText.IsOfOneImage(error))
        {
            return new ImageDetection(path, [], ErrorText.Format(error));
        }
    }

    public override string ToString() => Faces.Count == 0 ? $"{UntrustedText.Quote(File)}: no face" : string.Create(
        CultureInfo.InvariantCulture,
            $"{UntrustedText.Quote(File)}: " +
            $"{string.Join("; ", Faces.Select(face => FormattableString.Invariant($"{face.Box} {face.Confidence * 100:0} %")))}");

    public string ToJson() =>
        FaceJson.Format(File, Faces, Error, warning: null,
            (json, face) => FaceJson.Write(json, face.Box, face.Confidence, face.Landmarks));
}
