using FerNet.Utilities;

namespace FerNet.Pipelines;

/// <summary>What messages call a row.</summary>
internal static class FaceRows
{
    /// <summary>What a link of a pipeline, which does not know its row, calls the image.</summary>
    public const string ImageName = "The image";

    public static string NameOf(long row, string column) => Invariant($"Row {row}, column {UntrustedText.Quote(column)}");
}
