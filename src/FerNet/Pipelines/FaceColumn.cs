using FerNet.Imaging;
using FerNet.Models;
using FerNet.Utilities;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Pipelines;

/// <summary>Determines the kind of a face column, for training and scoring.</summary>
internal static class FaceColumn
{
    /// <exception cref="ArgumentOutOfRangeException">The column type cannot hold faces.</exception>
    public static FaceColumnKind KindOf(DataViewSchema.Column column)
    {
        VectorDataViewType? type = column.Type as VectorDataViewType;
        bool isPatch = type?.Size == FacePatch.PixelCount;
        if (isPatch && type!.ItemType == NumberDataViewType.Single) return FaceColumnKind.SingleLevels;
        if (type?.ItemType != NumberDataViewType.Byte)
        {
            throw new ArgumentOutOfRangeException(nameof(column),
                $"The column {UntrustedText.Quote(column.Name)} is {column.Type}; images are a vector of bytes (an encoded file, as " +
                "LoadRawImageBytes gives it) or of 2,304 gray levels (bytes or singles).");
        }
        return isPatch ? FaceColumnKind.ByteLevels : FaceColumnKind.Encoded;
    }

    /// <summary>The column of this name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string what) => schema.GetColumnOrNull(name)
        ?? throw new ArgumentOutOfRangeException(nameof(schema),
            $"The data has no column '{UntrustedText.Quote(name)}' for {what}; it has " +
            $"{UntrustedText.QuoteList(schema.Select(column => column.Name))}. Name the right one in {nameof(EmotionTrainerOptions)}.");
}
