using FerNet.Models;

namespace FerNet.Pipelines;

/// <summary>
/// The columns between the links of a pipeline, dropped at its end. Their names cannot be those of a user's columns by chance.
/// </summary>
internal static class HiddenColumns
{
    public const string Image = "FerNet.Image", Face = ZipGraph.Face, Score = ZipGraph.Score, Emotion = "FerNet.Emotion";
}
