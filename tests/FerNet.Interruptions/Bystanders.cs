using System.Text;

namespace FerNet.Interruptions;

/// <summary>Files of others in the folders that a job writes in: whatever happens to the job, they stay as they are.</summary>
internal sealed class Bystanders
{
    private static readonly string[] Names =
        ["notes.txt", "model.zip.old", "checkpoint.safetensors.old", ".settings.tmp", "part-000000.parquet.old", "_manifest.json.old"];

    private readonly Dictionary<string, string> contents = [];

    /// <param name="folders">The folders; they are made where they are missing.</param>
    public Bystanders(IEnumerable<string> folders)
    {
        foreach (string folder in folders)
        {
            Directory.CreateDirectory(folder);
            foreach (string name in Names) contents.Add(Path.Combine(folder, name), $"{folder} {name}");
        }
        foreach ((string path, string content) in contents) File.WriteAllText(path, content, Encoding.UTF8);
    }

    /// <summary>The first one that is missing or changed; null where none is.</summary>
    public string? Harmed() => contents.Where(file => !File.Exists(file.Key) || File.ReadAllText(file.Key) != file.Value)
        .Select(file => $"{file.Key} was harmed").FirstOrDefault();

    public bool Contain(string path) => contents.ContainsKey(path);
}
