using System.Text.Json;

namespace FerNet.Tests.Consumers;

/// <summary>A notebook's file, in the format of Jupyter.</summary>
internal sealed class Notebook : IDisposable
{
    private readonly JsonDocument document;

    public Notebook(string path) => document = JsonDocument.Parse(File.ReadAllText(path));

    /// <summary>The code of its cells, in their order.</summary>
    public IEnumerable<string> Code => CodeCells.Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray()
        .Select(line => line.GetString())));

    /// <summary>How many outputs the file holds.</summary>
    public int Outputs => CodeCells.Sum(cell => cell.GetProperty("outputs").GetArrayLength());

    private IEnumerable<JsonElement> CodeCells => document.RootElement.GetProperty("cells").EnumerateArray()
        .Where(cell => cell.GetProperty("cell_type").GetString() == "code");

    public void Dispose() => document.Dispose();
}
