using FerNet.Models;

namespace FerNet.Pipelines;

/// <summary>
/// The intermediate columns of a pipeline, which are dropped at its end. Their prefix avoids collisions with user columns.
/// </summary>
internal static class HiddenColumns
{
    public const string Image = "FerNet.Image", Face = ZipGraph.Face, Score = ZipGraph.Score, Emotion = "FerNet.Emotion";
}
