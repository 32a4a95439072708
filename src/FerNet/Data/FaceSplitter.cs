using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>Assigns faces to splits and limits their number; never changes their order.</summary>
internal static class FaceSplitter
{
    /// <summary>Assigns all faces in random order: first to training, then to validation, and the rest to the test.</summary>
    public static FaceRecord[] Randomly(IReadOnlyList<FaceRecord> faces, int seed, double training, double publicTest)
    {
        int trainingEnd = (int)Math.Round(faces.Count * training);
        // The shares are added before rounding, so that no face remains for the test where their sum is 1.
        int publicEnd = Math.Clamp((int)Math.Round(faces.Count * (training + publicTest)), trainingEnd, faces.Count);
        int[] order = new SeededRandom(seed).Order(faces.Count);
        FaceRecord[] assigned = [.. faces];
        for (int position = 0; position < order.Length; position++)
        {
            DatasetSplit split = position < trainingEnd ? DatasetSplit.Training
                : position < publicEnd ? DatasetSplit.PublicTest : DatasetSplit.PrivateTest;
            assigned[order[position]] = assigned[order[position]] with { Split = split };
        }
        return assigned;
    }

    /// <summary>The same for each label separately, so that each label has the same share in each split.</summary>
    public static FaceRecord[] Stratified(IReadOnlyList<FaceRecord> faces, int seed, double training, double publicTest)
    {
        FaceRecord[] assigned = [.. faces];
        IEnumerable<IGrouping<byte, int>> labels = Enumerable.Range(0, faces.Count).GroupBy(index => faces[index].Label);
        foreach (IGrouping<byte, int> label in labels.OrderBy(label => label.Key))
        {
            int[] indices = [.. label];
            FaceRecord[] own = Randomly([.. indices.Select(index => faces[index])], seed + label.Key, training, publicTest);
            for (int i = 0; i < own.Length; i++) assigned[indices[i]] = own[i];
        }
        return assigned;
    }

    /// <summary>Moves a random share of the training faces to validation, where there are no validation faces yet.</summary>
    public static FaceRecord[] WithValidation(FaceRecord[] faces, int seed, double fraction)
    {
        if (fraction == 0 || faces.Any(face => face.Split == DatasetSplit.PublicTest)) return faces;
        int[] training = [.. Enumerable.Range(0, faces.Length).Where(index => faces[index].Split == DatasetSplit.Training)];
        int moved = (int)Math.Round(training.Length * fraction);
        FaceRecord[] assigned = [.. faces];
        foreach (int place in new SeededRandom(seed).Order(training.Length).AsSpan(0, moved))
            assigned[training[place]] = assigned[training[place]] with { Split = DatasetSplit.PublicTest };
        return assigned;
    }

    /// <summary>Limits the number of faces of each split by <see cref="Sample"/>.</summary>
    public static FaceRecord[] SampleOfEach(FaceRecord[] faces, int limit, int seed)
    {
        HashSet<int> kept = [];
        foreach (IGrouping<DatasetSplit, int> split in Enumerable.Range(0, faces.Length).GroupBy(index => faces[index].Split))
        {
            int[] indices = [.. split];
            kept.UnionWith(Sample([.. indices.Select(index => faces[index])], limit, seed).Select(position => indices[position]));
        }
        return [.. faces.Where((_, index) => kept.Contains(index))];
    }

    /// <summary>
    /// Draws faces at random, with the same share of each label as among all faces, and at least one of each label if the count allows, so
    /// that the sample is representative.
    /// </summary>
    /// <returns>The indices of the drawn faces, in ascending order.</returns>
    public static int[] Sample(FaceRecord[] faces, int count, int seed)
    {
        if (count >= faces.Length) return [.. Enumerable.Range(0, faces.Length)];
        int[][] labels =
        [
            .. Enumerable.Range(0, faces.Length).GroupBy(index => faces[index].Label).OrderBy(group => group.Key)
                .Select(group => group.ToArray()),
        ];
        int[] quotas = Quotas([.. labels.Select(label => label.Length)], count);
        SeededRandom random = new(seed);
        List<int> drawn = new(count);
        for (int label = 0; label < labels.Length; label++)
        {
            int[] order = random.Order(labels[label].Length);
            for (int i = 0; i < quotas[label]; i++) drawn.Add(labels[label][order[i]]);
        }
        drawn.Sort();
        return [.. drawn];
    }

    /// <summary>
    /// Divides a count in proportion to sizes. Each group gets its share rounded down, but at least one if the count allows. The remainder
    /// is given one by one to the group furthest below its share; an excess is taken from the group furthest above it.
    /// </summary>
    internal static int[] Quotas(IReadOnlyList<int> sizes, int count)
    {
        double total = sizes.Sum(size => (long)size);
        double[] shares = [.. sizes.Select(size => count * (size / total))];
        int least = count >= sizes.Count ? 1 : 0;
        int[] quotas = [.. shares.Select((share, i) => Math.Clamp((int)share, Math.Min(least, sizes[i]), sizes[i]))];
        int[] all = [.. Enumerable.Range(0, sizes.Count)];
        for (int given = quotas.Sum(); given != count; given += given < count ? 1 : -1)
        {
            if (given < count) quotas[all.Where(i => quotas[i] < sizes[i]).MaxBy(i => shares[i] - quotas[i])]++;
            else quotas[all.Where(i => quotas[i] > least).MaxBy(i => quotas[i] - shares[i])]--;
        }
        return quotas;
    }
}
