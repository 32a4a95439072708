using FerNet.Data;
using FerNet.Utilities;

namespace FerNet;

/// <summary>How <see cref="FerDataset.Load"/> reads faces. Immutable; the defaults read FER2013 as it was published.</summary>
public sealed record FerDatasetOptions
{
    /// <summary>
    /// Whether a bad row or image is counted and left out, see <see cref="FerDataset.SkippedRows"/>. Default: <see langword="false"/>, the
    /// first bad row or image stops the load.
    /// </summary>
    public bool SkipBadRows { get; init; }

    /// <summary>
    /// Whether all faces are assigned to splits at random, 80 % training, 10 % public test, 10 % private test, ignoring the <c>Usage</c>
    /// column and the folders. Default: <see langword="false"/>.
    /// </summary>
    public bool RandomSplit { get; init; }

    /// <summary>The seed of all random choices: the same seed gives the same splits on every machine. Default: 1.</summary>
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
    /// The emotions of folder names, or of words in a table's emotion column; the faces of a name with <see langword="null"/> are left out.
    /// Case is ignored. Names of emotions, such as "happy" and "3_happy", need no entry. Folders that are only numbers do, because each
    /// dataset numbers emotions in its own order. Default: <see langword="null"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A name is empty, or occurs twice with different case.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not one of the seven emotions.</exception>
    public IReadOnlyDictionary<string, Emotion?>? ClassNames
    {
        get;
        init => field = value is null ? null : ClassMapping.Checked(value, nameof(value));
    }

    /// <summary>
    /// How the face is found in each image of a folder. <see cref="FaceSearch.Auto"/>: the largest face, or the largest centered square
    /// where none is found or where the image has at most 48 x 48 pixels, as in FER2013; <see cref="FaceSearch.None"/>: the centered
    /// square; <see cref="FaceSearch.Required"/>: an image without a face counts as bad, see <see cref="SkipBadRows"/>. A predictor does
    /// the same. Ignored for tables, whose rows are faces. Default: Auto.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the three.</exception>
    public FaceSearch Faces { get; init => field = Guard.Defined(value); } = FaceSearch.Auto;

    /// <summary>
    /// The detector that finds the faces. It is called on several threads at once; the caller keeps and disposes it. Default:
    /// <see langword="null"/>, the detector that ships with the package.
    /// </summary>
    public IFaceDetector? FaceDetector { get; init; }

    /// <summary>
    /// Whether FER+'s votes are read: <see cref="FerPlusPath"/>, or else <c>fer2013new.csv</c> where it lies beside a table that
    /// has the columns <c>emotion</c> and <c>Usage</c>. Default: <see langword="true"/>.
    /// </summary>
    public bool UseFerPlus { get; init; } = true;

    /// <summary>
    /// The file of FER+ votes, with rows in the order of the table's rows. Ignored for folders of images, which have no row order. Default:
    /// <see langword="null"/>, see <see cref="UseFerPlus"/>.
    /// </summary>
    public string? FerPlusPath { get; init; }

    /// <summary>
    /// Receives the number of images or rows read, about ten times a second and at the end, one call at a time, on one of the reading
    /// threads. An exception that it throws stops the load. Default: <see langword="null"/>.
    /// </summary>
    public IProgress<DatasetLoadProgress>? Progress { get; init; }
}
