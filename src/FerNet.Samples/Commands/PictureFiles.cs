namespace FerNet.Samples.Commands;

/// <summary>Where the drawings of pictures go: one file for one picture, a folder for several.</summary>
internal sealed class PictureFiles
{
    private readonly Dictionary<string, string> targets = [];

    /// <summary>Null where the option was left out.</summary>
    public static PictureFiles? Of(string option, string? target, IReadOnlyList<string> pictures) => target is null ? null : new PictureFiles(option, target, pictures);

    /// <exception cref="UsageException">A drawing would overwrite a picture that is read.</exception>
    private PictureFiles(string option, string target, IReadOnlyList<string> pictures)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (string picture in pictures.Distinct())
        {
            targets[picture] = pictures.Count == 1 && !Directory.Exists(target) ? target : Free(target, Path.GetFileNameWithoutExtension(picture), taken);
        }
        HashSet<string> read = [.. pictures.Select(Path.GetFullPath)];
        if (targets.Values.FirstOrDefault(file => read.Contains(Path.GetFullPath(file))) is { } lost)
            throw new UsageException($"{option} would overwrite {lost}, which is one of the pictures; name another file or folder.");
    }

    public void Write(string picture, byte[] png) => OutputFile.Write(targets[picture], png);

    private static string Free(string folder, string name, HashSet<string> taken)
    {
        for (int number = 1; ; number++)
        {
            string file = Path.Combine(folder, number == 1 ? $"{name}.png" : $"{name}-{number}.png");
            if (taken.Add(file)) return file;
        }
    }
}
