namespace FerNet.Faces;

/// <summary>
/// Names in the file of the earlier detector: <c>Picture</c> [N, 1, height, width] gray levels in, <c>Cells</c> [N, 4, height / 8, width /
/// 8] out.
/// </summary>
internal static class DetectorFile
{
    public const string Input = "Picture", Output = "Cells", Name = "faces";
}
