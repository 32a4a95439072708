namespace FerNet.Data;

/// <summary>Gives faces new splits, and limits how many there are; never changes their order.</summary>
internal static class FaceSplitter
{
    /// <summary>Deals all faces anew: first in random order training, then validation, and the rest the test.</summary>
    public static FaceRecord[] Randomly(IReadOnlyList<FaceRecord> faces, int seed, double training, double publicTest)
    {
        int trainingEnd = (int)Math.Round(faces.Count * training);
        int publicEnd = Math.Min(faces.Count, trainingEnd + (int)Math.Round(faces.Count * publicTest));
        int[] order = new SplitMix(seed).Order(faces.Count);
        FaceRecord[] dealt = [.. faces];
        for (int place = 0; place < order.Length; place++)
        {
            FaceSplit split = place < trainingEnd ? FaceSplit.Training : place < publicEnd ? FaceSplit.PublicTest : FaceSplit.PrivateTest;
            dealt[order[place]] = dealt[order[place]] with { Split = split };
        }
        return dealt;
    }

    /// <summary>Moves a random share of the training faces to validation, where there are no validation faces yet.</summary>
    public static FaceRecord[] WithValidation(FaceRecord[] faces, int seed, double fraction)
    {
        if (fraction == 0 || faces.Any(face => face.Split == FaceSplit.PublicTest)) return faces;
        int[] training = [.. Enumerable.Range(0, faces.Length).Where(index => faces[index].Split == FaceSplit.Training)];
        int moved = (int)Math.Round(training.Length * fraction);
        FaceRecord[] dealt = [.. faces];
        foreach (int place in new SplitMix(seed).Order(training.Length).AsSpan(0, moved))
            dealt[training[place]] = dealt[training[place]] with { Split = FaceSplit.PublicTest };
        return dealt;
    }

    /// <summary>Keeps the first so many faces of each split.</summary>
    public static FaceRecord[] FirstOfEach(FaceRecord[] faces, int limit)
    {
        int[] kept = new int[Enum.GetValues<FaceSplit>().Length];
        return [.. faces.Where(face => kept[(int)face.Split]++ < limit)];
    }
}
