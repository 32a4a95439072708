using FerNet.Data;

namespace FerNet;

/// <content>Selects, reorders and splits the faces of a dataset. The results share the pixels and keep file names and votes.</content>
public sealed partial class FerDataset
{
    /// <summary>The faces at the given indices, in that order; an index may occur several times.</summary>
    /// <param name="indices">Indices from 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no face with that index.</exception>
    public FerDataset Select(IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return With([.. indices.Select(index => Face(index))]);
    }

    /// <summary>The faces for which a condition holds, in the same order.</summary>
    /// <param name="predicate">
    /// Returns whether the face with the given index is kept, as in <c>i =&gt; faces.Label(i) == Emotion.Happy</c>.
    /// </param>
    public FerDataset Where(Func<int, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return With([.. faces.Where((_, index) => predicate(index))]);
    }

    /// <summary>The faces of this dataset, then those of another; each keeps its split, row, file name and votes.</summary>
    /// <remarks>If only one of the two has FER+ votes, the faces of the other get ten votes of zero, which training ignores.</remarks>
    /// <param name="other">The faces to add.</param>
    /// <exception cref="ArgumentException">Only one of the two datasets has labels.</exception>
    public FerDataset Concat(FerDataset other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0) return this;
        if (Count == 0) return other;
        if (HasLabels != other.HasLabels)
        {
            throw new ArgumentException(
                $"{(HasLabels ? other.Name : Name)} has no labels and {(HasLabels ? Name : other.Name)} has; join datasets of one kind.",
                nameof(other));
        }
        string name = Name == other.Name ? Name : $"{Name} + {other.Name}";
        LoadSummary report = LoadSummary.InMemory(Count + other.Count, HasSplits || other.HasSplits);
        if (!HasVotes && !other.HasVotes) return new FerDataset([.. faces, .. other.faces], null, HasLabels, name, report);
        byte[] none = new byte[FerPlusVotes.Count], first = votes ?? none, second = other.votes ?? none;
        FaceRecord[] all =
        [
            .. faces.Select(face => face with { VotesAt = HasVotes ? face.VotesAt : 0 }),
            .. other.faces.Select(face => face with { VotesAt = first.Length + (other.HasVotes ? face.VotesAt : 0) }),
        ];
        return new FerDataset(all, [.. first, .. second], HasLabels, name, report);
    }

    /// <summary>The same faces in random order.</summary>
    /// <param name="seed">The same seed gives the same order on every machine.</param>
    public FerDataset Shuffle(int seed) => Select(new Utilities.SeededRandom(seed).Order(Count));

    /// <summary>
    /// A random sample of the faces, in row order; all faces if there are not more than the count. Each emotion keeps its share, with at
    /// least one face where seven or more are drawn, so that the sample is representative.
    /// </summary>
    /// <param name="count">The number of faces, 0 or more.</param>
    /// <param name="seed">The same seed draws the same faces on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public FerDataset Take(int count, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count >= Count ? this : Select(FaceSplitter.Sample(faces, count, seed));
    }

    /// <summary>A random sample of each split, drawn as by <see cref="Take"/>, in row order.</summary>
    internal FerDataset TakeOfEachSplit(int count, int seed) => With(FaceSplitter.SampleOfEach(faces, count, seed));

    /// <summary>
    /// The same faces in the same order, assigned to the three splits at random; <see cref="PrivateTest"/> gets the rest.
    /// </summary>
    /// <param name="seed">The same seed gives the same splits on every machine.</param>
    /// <param name="training">The share for training, 0 to 1.</param>
    /// <param name="publicTest">The share for validation, 0 to 1; with <paramref name="training"/> at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of range.</exception>
    public FerDataset RandomSplit(int seed, double training = 0.8, double publicTest = 0.1)
    {
        RequireShares(training, publicTest);
        return WithSplits(FaceSplitter.Randomly(faces, seed, training, publicTest));
    }

    /// <summary>
    /// The same faces in the same order, assigned to the three splits at random, with the same share of each emotion in each split;
    /// <see cref="PrivateTest"/> gets the rest.
    /// </summary>
    /// <param name="seed">The same seed gives the same splits on every machine.</param>
    /// <param name="training">The share for training, 0 to 1.</param>
    /// <param name="publicTest">The share for validation, 0 to 1; with <paramref name="training"/> at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of range.</exception>
    public FerDataset StratifiedSplit(int seed, double training = 0.8, double publicTest = 0.1)
    {
        RequireShares(training, publicTest);
        return WithSplits(FaceSplitter.Stratified(faces, seed, training, publicTest));
    }

    /// <summary>
    /// Divides the faces into parts for cross-validation. Returns one dataset for each part, in which that part is the validation split
    /// (<see cref="PublicTest"/>) and all other faces are <see cref="Training"/>. Each emotion has about the same share in each part.
    /// </summary>
    /// <param name="folds">The number of parts, 2 to the number of faces.</param>
    /// <param name="seed">The same seed gives the same parts on every machine.</param>
    /// <param name="group">
    /// Returns the group of the face with the given index, such as a person's folder in <see cref="FileName"/>. A group is never divided,
    /// so that no person is in both training and validation. Default: null, each face is its own group.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 parts, or more parts than groups.</exception>
    public IReadOnlyList<FerDataset> KFold(int folds, int seed = 1, Func<int, string>? group = null)
    {
        int[] parts = FoldAssignment.Assign(faces, folds, seed, group);
        return Array.AsReadOnly(Enumerable.Range(0, folds).Select(fold => WithSplits([.. faces.Select((face, index) =>
            face with { Split = parts[index] == fold ? DatasetSplit.PublicTest : DatasetSplit.Training })])).ToArray());
    }

    /// <summary>
    /// The faces that have no duplicate in another dataset. FER2013 contains duplicates, some of them in different splits; removing those
    /// of the training faces makes a test fairer.
    /// </summary>
    public FerDataset ExceptDuplicatesOf(FerDataset other)
    {
        ArgumentNullException.ThrowIfNull(other);
        HashSet<FaceRecord> known = new(other.faces, new DuplicateFaces());
        return With([.. faces.Where(face => !known.Contains(face))]);
    }

    private FerDataset WithSplits(FaceRecord[] assigned) => new(assigned, votes, HasLabels, Name, loaded with { HasSplits = true });

    private static void RequireShares(double training, double publicTest)
    {
        if (training is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(training), training, Invariant($"The training share is {training}; it runs from 0 to 1."));
        }
        if (publicTest is not (>= 0 and <= 1) || training + publicTest > 1 + 1e-9)
        {
            throw new ArgumentOutOfRangeException(
                nameof(publicTest), publicTest,
                Invariant($"The public-test share is {publicTest}; it runs from 0 to 1, and with the training share ({training}) to 1."));
        }
    }
}
