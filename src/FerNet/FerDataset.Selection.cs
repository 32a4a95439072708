using FerNet.Data;

namespace FerNet;

/// <content>Parts of a dataset, other orders and other splits. All of them share the pixels and keep file names and votes.</content>
public sealed partial class FerDataset
{
    /// <summary>The faces at the given places, in that order; a place may be named several times.</summary>
    /// <param name="indices">Places from 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no face of that index.</exception>
    public FerDataset Select(IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return With([.. indices.Select(index => Face(index))]);
    }

    /// <summary>The faces for which a condition holds, in the same order.</summary>
    /// <param name="predicate">
    /// Says of a face's index whether the face is kept, as in <c>i =&gt; faces.Label(i) == Emotion.Happy</c>.
    /// </param>
    public FerDataset Where(Func<int, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return With([.. faces.Where((_, index) => predicate(index))]);
    }

    /// <summary>The faces of this dataset, then those of another; each keeps its split, row, file name and votes.</summary>
    /// <remarks>Where only one of the two has FER+ votes, the other's faces have ten votes of zero, which training does not use.</remarks>
    /// <param name="other">The faces to add.</param>
    /// <exception cref="ArgumentException">One dataset has labels and the other none.</exception>
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
    /// Faces drawn at random, in row order, or all where there are not so many. Each emotion keeps its share, with at least one face
    /// where seven or more are drawn, so that what is measured on them stands for the whole.
    /// </summary>
    /// <param name="count">How many; from 0.</param>
    /// <param name="seed">The same seed draws the same faces on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public FerDataset Take(int count, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count >= Count ? this : Select(FaceSplitter.Sample(faces, count, seed));
    }

    /// <summary>So many faces of each split, drawn as <see cref="Take"/> draws them; all in row order.</summary>
    internal FerDataset TakeOfEachSplit(int count, int seed) => With(FaceSplitter.SampleOfEach(faces, count, seed));

    /// <summary>The same faces in the same order, dealt anew to the three splits at random; the private test gets the rest.</summary>
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
    /// The same faces in the same order, dealt anew to the three splits at random, so that each emotion has the same share in each split;
    /// the private test gets the rest.
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
    /// The same faces several times, for cross-validation: in each dataset another part of them is the validation split
    /// (<see cref="PublicTest"/>) and all others are <see cref="Training"/>. Each face is validated on exactly once, and each emotion has
    /// about the same share in each part.
    /// </summary>
    /// <param name="folds">How many parts, 2 to the number of faces.</param>
    /// <param name="seed">The same seed gives the same parts on every machine.</param>
    /// <param name="group">
    /// Says of a face's index which group it belongs to, as a person's folder in <see cref="FileName"/>: a group is never divided, so that
    /// nobody is recognized again. Default: null, each face by itself.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 parts, or more than groups.</exception>
    public IReadOnlyList<FerDataset> KFold(int folds, int seed = 1, Func<int, string>? group = null)
    {
        int[] parts = FoldAssignment.Assign(faces, folds, seed, group);
        return Array.AsReadOnly(Enumerable.Range(0, folds).Select(fold => WithSplits([.. faces.Select((face, index) =>
            face with { Split = parts[index] == fold ? DatasetSplit.PublicTest : DatasetSplit.Training })])).ToArray());
    }

    /// <summary>
    /// The faces whose exact pixels do not stand in another dataset. FER2013 has a number of faces twice, some in two splits:
    /// a test without the training faces' twins is the fairer one.
    /// </summary>
    public FerDataset ExceptDuplicatesOf(FerDataset other)
    {
        ArgumentNullException.ThrowIfNull(other);
        HashSet<FaceRecord> known = new(other.faces, new DuplicateFaces());
        return With([.. faces.Where(face => !known.Contains(face))]);
    }

    private FerDataset WithSplits(FaceRecord[] dealt) => new(dealt, votes, HasLabels, Name, loaded with { HasSplits = true });

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
