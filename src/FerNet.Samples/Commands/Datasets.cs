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
}
