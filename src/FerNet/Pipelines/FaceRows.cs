using FerNet.Utilities;

namespace FerNet.Pipelines;

/// <summary>The names of rows in messages.</summary>
internal static class FaceRows
{
    /// <summary>The name of the image in messages of a transformer, which does not know the row.</summary>
    public const string ImageName = "The image";

    public static string NameOf(long row, string column) => Invariant($"Row {row}, column {UntrustedText.Quote(column)}");
}
