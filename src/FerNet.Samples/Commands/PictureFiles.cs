namespace FerNet.Samples.Commands;

/// <summary>Where the drawings of pictures go: one file for one picture, a folder for several.</summary>
internal sealed class PictureFiles
{
    private readonly Dictionary<string, string> targets = [];

    /// <summary>Null where the option was left out.</summary>
    public static PictureFiles? Of(string option, string? target, IReadOnlyList<string> pictures, Outputs outputs) =>
        target is null ? null : new PictureFiles(option, target, pictures, outputs);

    /// <exception cref="UsageException">A drawing would overwrite a file that is read or is of another kind, or its name says a kind that
    /// cannot be written.</exception>
    private PictureFiles(string option, string target, IReadOnlyList<string> pictures, Outputs outputs)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (string picture in pictures.Distinct())
        {
            targets[picture] = pictures.Count == 1 && !Directory.Exists(target)
                ? target
                : Free(target, Path.GetFileNameWithoutExtension(picture), taken);
        }
        foreach (string file in targets.Values) outputs.Writes(option, file, FileKind.OfImage(option, file));
    }

    public void Write(string picture, byte[] png) => OutputFile.Write(targets[picture], FileKind.Encode(png, targets[picture]));

    private static string Free(string folder, string name, HashSet<string> taken)
    {
        for (int number = 1; ; number++)
        {
            string file = Path.Combine(folder, number == 1 ? $"{name}.png" : $"{name}-{number}.png");
            if (taken.Add(file)) return file;
        }
    }
}
