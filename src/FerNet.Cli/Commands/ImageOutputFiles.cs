namespace FerNet.Cli.Commands;

/// <summary>Where the drawings of images go: one file for one image, a folder for several.</summary>
internal sealed class ImageOutputFiles
{
    private readonly Dictionary<string, string> targets = [];

    /// <summary>Null where the option was left out.</summary>
    public static ImageOutputFiles? Of(string option, string? target, IReadOnlyList<string> images, OutputChecks outputs) =>
        target is null ? null : new ImageOutputFiles(option, target, images, outputs);

    /// <exception cref="UsageException">A drawing would overwrite a file that is read or is of another kind, or its name says a kind that
    /// cannot be written.</exception>
    private ImageOutputFiles(string option, string target, IReadOnlyList<string> images, OutputChecks outputs)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (string image in images.Distinct())
        {
            targets[image] = images.Count == 1 && !Directory.Exists(target)
                ? target
                : Free(target, Path.GetFileNameWithoutExtension(image), taken);
        }
        foreach (string file in targets.Values) outputs.Writes(option, file, FileFormat.OfImage(option, file));
    }

    public void Write(string image, byte[] png) => OutputFile.Write(targets[image], FileFormat.Encode(png, targets[image]));

    private static string Free(string folder, string name, HashSet<string> taken)
    {
        for (int number = 1; ; number++)
        {
            string file = Path.Combine(folder, number == 1 ? $"{name}.png" : $"{name}-{number}.png");
            if (taken.Add(file)) return file;
        }
    }
}
