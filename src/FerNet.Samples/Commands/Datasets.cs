namespace FerNet.Samples.Commands;

/// <summary>Loads data and says what it holds.</summary>
internal static class Datasets
{
    public static FerDataset Load(Terminal terminal, string path, FerDatasetOptions options, CancellationToken cancellationToken = default)
    {
        terminal.Say($"Reading {path} ...");
        FerDataset faces = FerDataset.Load(path, options, cancellationToken);
        terminal.Say(faces.Counts.ToString());
        if (faces.SkippedRows > 0)
        {
            terminal.Say($"{faces.SkippedRows:N0} bad rows were left out:");
            foreach (string message in faces.SkippedRowMessages) terminal.Say($"  {message}");
        }
        if (faces.HasVotes) terminal.Say("FER+'s votes lie beside the data and are used.");
        return faces;
    }

    /// <summary>The faces of one split, or all.</summary>
    /// <exception cref="InvalidDataException">There are none, or they have no labels.</exception>
    public static FerDataset Part(FerDataset faces, string word)
    {
        if (!faces.HasLabels) throw new InvalidDataException($"{faces.Name} has no labels to compare with; evaluation needs a column 'emotion' or a folder for each emotion.");
        FerDataset part = word switch
        {
            "training" => faces.Training,
            "publictest" => faces.PublicTest,
            "privatetest" => faces.PrivateTest,
            _ => faces,
        };
        if (part.Count > 0) return part;
        string others = string.Join(", ", Enum.GetValues<FaceSplit>().Where(split => faces.Counts.Of(split) > 0).Select(split => split.ToString().ToLowerInvariant()));
        throw new InvalidDataException($"{faces.Name} has no {word} faces; name one of {others}, or all, with --split.");
    }
}
