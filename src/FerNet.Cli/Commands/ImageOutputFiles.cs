namespace FerNet.Cli.Commands;

/// <summary>The output files for drawings of images: one file for one image, a folder for several.</summary>
internal sealed class ImageOutputFiles
{
    private readonly Dictionary<string, string> targets = [];

    /// <summary>Returns null if the option is not set.</summary>
    public static ImageOutputFiles? Create(string option, string? target, IReadOnlyList<string> images, OutputChecks outputs) =>
        target is null ? null : new ImageOutputFiles(option, target, images, outputs);

    /// <exception cref="UsageException">A drawing would overwrite an input or a file of another format, or its extension is not a supported
    /// image format.</exception>
    private ImageOutputFiles(string option, string target, IReadOnlyList<string> images, OutputChecks outputs)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (string image in images.Distinct())
        {
            targets[image] = images.Count == 1 && !Directory.Exists(target)
                ? target
                : Free(target, Path.GetFileNameWithoutExtension(image), taken);
        }
        foreach (string file in targets.Values) outputs.Writes(option, file, FileFormat.FromImagePath(option, file));
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
