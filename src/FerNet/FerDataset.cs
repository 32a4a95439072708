using FerNet.Data;
using FerNet.Data.DatasetFiles;
using FerNet.Data.Images;
using FerNet.Imaging;
using FerNet.Prediction;
using FerNet.Utilities;

namespace FerNet;

/// <summary>
/// Faces with their labels and splits, in memory, one byte per pixel. Immutable and thread-safe. Parts of a dataset share its pixels, so
/// they need little memory.
/// </summary>
/// <remarks>FER2013 has 35,887 faces and takes 83 MB. Source: Goodfellow et al., arXiv:1307.0414.</remarks>
public sealed partial class FerDataset
{
    private readonly FaceRecord[] faces;
    private readonly byte[]? votes;
    private readonly LoadSummary loaded;
    private readonly FerDataset?[] splits = new FerDataset?[3];
    private readonly RetryingLazy<FaceCounts> counts;
    private readonly RetryingLazy<string> digest;
    private readonly Lazy<double?> voteAgreement;

    private FerDataset(FaceRecord[] faces, byte[]? votes, bool hasLabels, string name, LoadSummary loaded)
    {
        this.faces = faces;
        this.votes = votes;
        this.loaded = loaded;
        HasLabels = hasLabels;
        Name = name;
        counts = new RetryingLazy<FaceCounts>(() => new FaceCounts(faces));
        digest = new RetryingLazy<string>(() => FaceDigest.Compute(faces));
        voteAgreement =
            new Lazy<double?>(() => votes is null ? null : VoteAgreement.Compute(faces, votes).Share, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The name of the file or folder that the faces were read from, without its path.</summary>
    public string Name { get; }

    /// <summary>The number of faces.</summary>
    public int Count => faces.Length;

    /// <summary>
    /// Whether the emotions are known. They are unknown in the contest's <c>test.csv</c> and in folders without names of emotions.
    /// </summary>
    public bool HasLabels { get; }

    /// <summary>
    /// Whether faces were assigned to splits: by a <c>Usage</c> column, a folder such as <c>train</c>, or a random split. Otherwise all
    /// faces are in <see cref="Training"/>, or without labels in <see cref="PrivateTest"/>.
    /// </summary>
    public bool HasSplits => loaded.HasSplits;

    /// <summary>Whether FER+'s votes are known.</summary>
    public bool HasVotes => votes is not null;

    /// <summary>
    /// The share of these faces, 0 to 1, whose label has the most FER+ votes among the seven emotions (a tie counts): about .63 for
    /// FER2013. <see cref="Load"/> refuses votes below .45, because they belong to other rows. <see langword="null"/> without votes or
    /// labels.
    /// </summary>
    public double? FerPlusAgreement => voteAgreement.Value;

    /// <summary>The faces that a network learns from.</summary>
    public FerDataset Training => Where(DatasetSplit.Training);

    /// <summary>The faces on which models are compared: the validation split.</summary>
    public FerDataset PublicTest => Where(DatasetSplit.PublicTest);

    /// <summary>The faces of the final test.</summary>
    public FerDataset PrivateTest => Where(DatasetSplit.PrivateTest);

    /// <summary>The number of faces of each emotion in each split.</summary>
    public FaceCounts Counts => counts.Value;

    /// <summary>
    /// The number of bad rows or images that were left out when the data was loaded, see <see cref="FerDatasetOptions.SkipBadRows"/>.
    /// </summary>
    public int SkippedRows => loaded.BadRows;

    /// <summary>The errors of the first bad rows, at most ten, with file, line and column.</summary>
    public IReadOnlyList<string> SkippedRowMessages => loaded.BadRowMessages;

    /// <summary>
    /// The report of the load: what was read, what was left out and why. Parts of a dataset have the report of the whole dataset.
    /// </summary>
    public DatasetLoadReport LoadReport => loaded.Report;

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, over each face's label (255 without one), split (0 to 2) and 2,304 pixels, in order. Votes, row
    /// numbers and file names are not included.
    /// </summary>
    public string Digest => digest.Value;

    /// <summary>
    /// Reads a dataset: Kaggle's <c>fer2013.csv</c>, <c>icml_face_data.csv</c>, <c>train.csv</c> or <c>test.csv</c>, uncompressed or
    /// compressed (.gz, .zip, .tar.gz, .tgz), or a folder that holds one of them; or a folder or archive (.zip, .tar, .tar.gz) of images,
    /// <c>train/happy/*.jpg</c> or <c>happy/*.jpg</c>, of any size; or a file that <see cref="Save"/> wrote. The largest face of each image
    /// is used; <see cref="FerDatasetOptions.Faces"/> changes this.
    /// </summary>
    /// <remarks>
    /// Rows without a <c>Usage</c> column are for training, or if they also have no emotion, for the private test. Images in a folder
    /// <c>train</c> are for training, in <c>validation</c> for the public test, in <c>test</c> for the private test, and all others for
    /// training; images that are in no folder of an emotion have no label and are for the private test. Any folder above an image may name
    /// its emotion or split: <c>happy/person1/1.png</c>, <c>3_happy/1.png</c>; see <see cref="FerDatasetOptions.ClassNames"/> for other
    /// names. Files that are not images are left out and listed in the <see cref="LoadReport"/>. Nothing is unpacked to disk, and nothing
    /// is downloaded.
    /// </remarks>
    /// <param name="path">The file or folder.</param>
    /// <param name="options">How to read it; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels the load.</param>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="InvalidDataException">The data is invalid; the message gives file, line, column and remedy.</exception>
    /// <exception cref="DllNotFoundException">Faces are searched for, and the application lacks ONNX Runtime's native library.</exception>
    /// <exception cref="OperationCanceledException">The load was canceled.</exception>
    public static FerDataset Load(string path, FerDatasetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new FerDatasetOptions();
        using FaceCropper cutter = new(options);
        (LoadedFaces loaded, byte[]? votes, string name) =
            FaceSource.Read(path, options, options.Faces == FaceSearch.None ? ImageFolder.ReadCenteredSquare : cutter.Cut,
                cancellationToken);
        FaceRecord[] faces = [.. loaded.Faces];
        if (options.RandomSplit) faces = FaceSplitter.Randomly(faces, options.Seed, training: 0.8, publicTest: 0.1);
        faces = FaceSplitter.WithValidation(faces, options.Seed, options.ValidationSetFraction);
        if (options.Limit is int limit) faces = FaceSplitter.SampleOfEach(faces, limit, options.Seed);
        return new FerDataset(faces, votes, loaded.HasLabels, name,
            LoadSummary.Create(loaded, faces, hasVotes: votes is not null, options));
    }

    /// <summary>
    /// Saves the dataset as one file that <see cref="Load"/> reads, so that a folder of images is decoded and searched for faces only once.
    /// It holds gray levels, labels, splits, FER+ votes, names and sizes of image files, and the <see cref="LoadReport"/>. An existing file
    /// is replaced once the new one is complete; equal datasets give equal bytes with one version of .NET.
    /// </summary>
    /// <remarks>
    /// The file is a zip of arrays that <c>numpy.load</c> opens too: <c>pixels</c> [N, 48, 48], <c>labels</c> [N] (255 without one),
    /// <c>splits</c> [N] and <c>votes</c> [N, 10], all of bytes. It holds a digest, by which damage is detected.
    /// </remarks>
    /// <param name="path">The file, usually with the extension .npz; its folder is created if it is missing.</param>
    /// <exception cref="InvalidOperationException">The dataset has no faces or more than a million, or the name of an image leads out of
    /// its folder.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Count == 0) throw new InvalidOperationException($"{Name} has 0 faces; saving needs at least 1.");
        AtomicFile.Write(path, stream => DatasetFileWriter.Write(stream, faces, votes, HasLabels, Name, loaded));
    }

    /// <summary>Creates a dataset from faces in memory. The pixels are copied.</summary>
    /// <param name="pixels">The gray levels [N, 48, 48], 0 black to 255 white: 2,304 for each face.</param>
    /// <param name="labels">The emotion of each face.</param>
    /// <param name="splits">The split of each face; <see langword="null"/> where all are for training.</param>
    /// <exception cref="ArgumentException">The numbers of pixels, labels and splits do not match.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not one of the seven emotions, or a split not one of the three.</exception>
    public static FerDataset FromFaces(ReadOnlySpan<byte> pixels, IReadOnlyList<Emotion> labels, IReadOnlyList<DatasetSplit>? splits = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (pixels.Length != (long)labels.Count * FacePatch.PixelCount)
        {
            throw new ArgumentException(
                Invariant($"{pixels.Length:N0} pixels for {labels.Count:N0} labels; each face needs {FacePatch.PixelCount:N0} pixels."),
                    nameof(pixels));
        }
        if (splits is not null && splits.Count != labels.Count)
            throw new ArgumentException(Invariant($"{splits.Count:N0} splits for {labels.Count:N0} labels; each face needs one."),
                nameof(splits));
        byte[] block = pixels.ToArray();
        FaceRecord[] faces = new FaceRecord[labels.Count];
        for (int index = 0; index < faces.Length; index++)
        {
            _ = labels[index].Name();
            DatasetSplit split = splits?[index] ?? DatasetSplit.Training;
            if (!Enum.IsDefined(split))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(splits), split, $"Face {index}: {(int)split} is not a split; they run from 0 to 2.");
            }
            faces[index] = new FaceRecord(block, index * FacePatch.PixelCount, (byte)labels[index], split, index + 1);
        }
        return new FerDataset(faces, null, hasLabels: true, "faces in memory", LoadSummary.InMemory(faces.Length, splits is not null));
    }

    /// <summary>The 2,304 gray levels of a face, row by row, 0 black to 255 white.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no face with that index.</exception>
    public ReadOnlySpan<byte> Pixels(int index) => Face(index).Pixels;

    /// <summary>The emotion of a face.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no face with that index.</exception>
    /// <exception cref="InvalidOperationException">The dataset has no labels.</exception>
    public Emotion Label(int index)
    {
        RequireLabels();
        return (Emotion)Face(index).Label;
    }

    /// <summary>The split of a face.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no face with that index.</exception>
    public DatasetSplit Split(int index) => Face(index).Split;

    /// <summary>The line number of a face in its file, or its position in the sorted list of images; from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no face with that index.</exception>
    public int RowNumber(int index) => Face(index).Row;

    /// <summary>
    /// The image file that a face was read from, relative to the loaded folder, as in "train/happy/7.jpg"; null where the face was not read
    /// from an image file.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no face with that index.</exception>
    public string? FileName(int index) => Face(index).Origin?.FileName;

    /// <summary>
    /// The image that a face was read from: its file, its size, and whether a face was found in it; <see langword="null"/> for a row of a
    /// table and for faces in memory.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no face with that index.</exception>
    public ImageOrigin? Origin(int index) => Face(index).Origin;

    /// <summary>The ten FER+ votes of a face, in the order of <see cref="FerPlusVotes.Names"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no face with that index.</exception>
    /// <exception cref="InvalidOperationException">The dataset has no votes.</exception>
    public ReadOnlySpan<byte> Votes(int index) => votes is null
        ? throw new InvalidOperationException($"{Name} has no FER+ votes; put fer2013new.csv beside fer2013.csv, or set "
            + $"{nameof(FerDatasetOptions)}.{nameof(FerDatasetOptions.FerPlusPath)}.")
        : votes.AsSpan(Face(index).VotesAt, FerPlusVotes.Count);

    /// <summary>The faces of one split, in the same order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such split.</exception>
    public FerDataset Where(DatasetSplit split)
    {
        if (Counts[split] == Count) return this;
        return splits[(int)split] ??= With([.. faces.Where(face => face.Split == split)]);
    }

    /// <summary>One line: the name, the number of faces in each split, and where there are votes, <see cref="FerPlusAgreement"/>.</summary>
    public override string ToString()
    {
        string line = Invariant($"{Name}: {Count:N0} faces ({Counts[DatasetSplit.Training]:N0} training, ")
            + Invariant($"{Counts[DatasetSplit.PublicTest]:N0} public test, {Counts[DatasetSplit.PrivateTest]:N0} private test)");
        return FerPlusAgreement is double share
            ? line + FormattableString.Invariant($"; FER+ votes agree with {100 * share:0.0} % of the labels")
            : line;
    }

    /// <summary>Throws if the dataset has no labels.</summary>
    internal void RequireLabels()
    {
        if (!HasLabels)
        {
            throw new InvalidOperationException(
                $"{Name} names no emotions: its faces can be predicted, but not trained or evaluated on; use fer2013.csv or train.csv.");
        }
    }

    /// <summary>The stored record of a face.</summary>
    internal FaceRecord Record(int index) => Face(index);

    private ref readonly FaceRecord Face(int index)
    {
        if ((uint)index >= (uint)faces.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index), index, Invariant($"There is no face {index}; the dataset has {Count:N0}, counted from 0."));
        }
        return ref faces[index];
    }

    private FerDataset With(FaceRecord[] part) => new(part, votes, HasLabels, Name, loaded);
}
