namespace FerNet.Data;

/// <summary>How often FER+'s voters chose the label of FER2013.</summary>
/// <param name="Agreeing">Faces whose label has the most votes among the seven emotions; a tie counts.</param>
/// <param name="Compared">Faces with a label and a vote for at least one of the seven emotions.</param>
internal readonly record struct VoteAgreement(int Agreeing, int Compared)
{
    /// <summary>
    /// The smallest accepted share. Measured on the published files: .63 where each row has its own votes, .18 where the rows are shuffled.
    /// </summary>
    public const double Least = 0.45;

    /// <summary>
    /// The minimum number of faces for a check of a part of a dataset; with so many faces, a true share of .63 is seldom measured below
    /// .45.
    /// </summary>
    private const int EnoughFaces = 100;

    /// <summary>The share of the compared faces that agree, 0 to 1; null where none can be compared.</summary>
    public double? Share => Compared == 0 ? null : (double)Agreeing / Compared;

    /// <summary>Counts over faces with votes.</summary>
    /// <param name="faces">The faces.</param>
    /// <param name="votes">Ten counts for each face, from <see cref="FaceRecord.VotesAt"/> on.</param>
    public static VoteAgreement Compute(IEnumerable<FaceRecord> faces, byte[] votes)
    {
        int agreeing = 0, compared = 0;
        Span<int> voteIndices = stackalloc int[EmotionExtensions.Count];
        for (int label = 0; label < voteIndices.Length; label++) voteIndices[label] = FerPlusVotes.IndexOf((Emotion)label);
        foreach (FaceRecord face in faces)
        {
            if (face.Label == FaceRecord.Unlabeled || face.VotesAt < 0) continue;
            byte most = 0;
            foreach (int voteIndex in voteIndices) most = Math.Max(most, votes[face.VotesAt + voteIndex]);
            if (most == 0) continue;
            compared++;
            if (votes[face.VotesAt + voteIndices[face.Label]] == most) agreeing++;
        }
        return new VoteAgreement(agreeing, compared);
    }

    /// <summary>Whether the agreement is so low that the votes belong to other faces.</summary>
    /// <param name="isWhole">Whether this is the whole dataset; a part of it is judged only where it has enough faces.</param>
    public bool IsTooLow(bool isWhole) => Share < Least && (isWhole || Compared >= EnoughFaces);
}
