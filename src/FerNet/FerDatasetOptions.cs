using FerNet.Data;
using FerNet.Utilities;

namespace FerNet;

/// <summary>How <see cref="FerDataset.Load"/> reads faces. Immutable; the defaults read FER2013 as it was published.</summary>
public sealed record FerDatasetOptions
{
    /// <summary>
    /// Whether a bad row (or image) is counted and left out, see <see cref="FerDataset.SkippedRows"/>, instead of stopping the
    /// load. Default: <see langword="false"/>, the first bad row stops it.
    /// </summary>
    public bool SkipBadRows { get; init; }

    /// <summary>
    /// Whether all faces are dealt anew at random, 80 % training, 10 % public test, 10 % private test, whatever the
    /// <c>Usage</c> column or the folders say. Default: <see langword="false"/>.
    /// </summary>
    public bool RandomSplit { get; init; }

    /// <summary>Decides every random choice: the same seed gives the same splits on every machine. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// The share of the training faces that becomes <see cref="DatasetSplit.PublicTest"/>, at random, when the data has no such
    /// faces of its own. Default: 0; from 0 to below 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in that range.</exception>
    public double ValidationSetFraction
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value,
                Invariant($"{nameof(ValidationSetFraction)} is {value}; it runs from 0 (none) to below 1; 0.1 is usual."));
    }

    /// <summary>
    /// The most faces kept of each split, after any random split: drawn at random by <see cref="Seed"/>, with the same share of each
    /// emotion as in the split, and in the order of the file. Default: <see langword="null"/>, all; from 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Limit
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"{nameof(Limit)} is {value}; it is at least 1, or null for all faces.");
    }

    /// <summary>
    /// What the names of folders mean, or the words in a table's emotion column; for a name with <see langword="null"/>, its faces are left
    /// out. Names are compared without case. The names of emotions are understood without it, as "happy" and "3_happy"; the numbers of
    /// folders are not, since each dataset numbers emotions in its own order. Default: <see langword="null"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A name is empty, or there twice in another case.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not one of the seven emotions.</exception>
    public IReadOnlyDictionary<string, Emotion?>? ClassNames
    {
        get;
        init => field = value is null ? null : ClassMapping.Checked(value, nameof(value));
    }

    /// <summary>
    /// Where the face lies in each image of a folder. <see cref="FaceSearch.Auto"/>: the largest face that is found, or the largest
    /// centered square where none is, or where the image has at most 48 x 48 pixels, as FER2013's; <see cref="FaceSearch.None"/>: that
    /// square; <see cref="FaceSearch.Required"/>: an image without a face is a bad one, see <see cref="SkipBadRows"/>. A predictor does
    /// the same. Tables hold faces already, and ignore it. Default: Auto.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the three.</exception>
    public FaceSearch Faces { get; init => field = Guard.Defined(value); } = FaceSearch.Auto;

    /// <summary>
    /// What finds the faces, on several threads at once; the caller keeps and disposes it. Default: <see langword="null"/>, the detector
    /// that ships with the package.
    /// </summary>
    public IFaceDetector? FaceDetector { get; init; }

    /// <summary>
    /// Whether FER+'s votes are read: <see cref="FerPlusPath"/>, or else <c>fer2013new.csv</c> where it lies beside a table that
    /// has the columns <c>emotion</c> and <c>Usage</c>. Default: <see langword="true"/>.
    /// </summary>
    public bool UseFerPlus { get; init; } = true;

    /// <summary>
    /// FER+'s file of votes, its rows in the order of the table's. Default: <see langword="null"/>, see <see cref="UseFerPlus"/>.
    /// Folders of images have no such order, and ignore it.
    /// </summary>
    public string? FerPlusPath { get; init; }

    /// <summary>
    /// Told how many images or rows were read, about ten times a second and at the end, one call at a time, on one of the threads that
    /// read; what it throws stops the load. Default: <see langword="null"/>.
    /// </summary>
    public IProgress<DatasetLoadProgress>? Progress { get; init; }
}
