using FerNet.Data;

namespace FerNet.Training;

/// <summary>Mixes the distribution of the FER+ votes into targets.</summary>
internal static class VoteTargets
{
    /// <summary>The index of each emotion's count in the votes, in label order. Contempt, unknown and no face are not used.</summary>
    private static readonly int[] VoteIndices = [.. Enum.GetValues<Emotion>().Order().Select(FerPlusVotes.IndexOf)];

    /// <summary>
    /// Replaces a share of the target by the distribution of the votes. Without votes for the seven emotions, the target is not changed.
    /// </summary>
    /// <param name="target">Seven numbers whose sum is <paramref name="weight"/>.</param>
    /// <param name="votes">Ten counts.</param>
    /// <param name="share">0 to 1.</param>
    /// <param name="weight">Weight of the face in the loss.</param>
    public static void Blend(Span<float> target, ReadOnlySpan<byte> votes, float share, float weight)
    {
        int sum = 0;
        foreach (int voteIndex in VoteIndices) sum += votes[voteIndex];
        if (sum == 0) return;
        for (int i = 0; i < target.Length; i++) target[i] = ((1 - share) * target[i]) + (share * weight * votes[VoteIndices[i]] / sum);
    }
}
