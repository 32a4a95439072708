using System.CommandLine;
using FerNet.Utilities;

namespace FerNet.Cli;

/// <summary>
/// Checks the output files of a command before any work is done: none is one of the command's inputs or another output, also through links;
/// each can be written; and an existing file has the format that is written.
/// </summary>
internal sealed class OutputChecks(bool force)
{
    private static readonly StringComparer Paths = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private readonly List<(string Option, string Path)> inputs = [];
    private readonly Dictionary<string, string> taken = new(Paths);

    public static Option<bool> Force() =>
        new("--force") { Description = "overwrite an existing file of another format" };

    /// <summary>Adds files or folders that the command reads. Values that are not paths, such as "shipped", are ignored.</summary>
    public OutputChecks Reads(string option, params IEnumerable<string?> paths)
    {
        inputs.AddRange(paths.OfType<string>().Where(path => File.Exists(path) || Directory.Exists(path))
            .Select(path => (option, RegularFile.BehindAllLinks(path))));
        return this;
    }

    /// <summary>Checks one output; null for none. <see cref="Reads"/> must be called before.</summary>
    /// <exception cref="UsageException">The file is an input or another output, or has another format.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public OutputChecks Writes(string option, string? path, FileFormat kind)
    {
        if (path is null) return this;
        string full = RegularFile.BehindAllLinks(OutputFile.RequireWritable(path)), quoted = UntrustedText.Quote(path);
        foreach ((string reader, string input) in inputs)
        {
            bool isWithin = kind.IsImage && File.Exists(full) && Directory.Exists(input) && IsWithin(full, input);
            if (isWithin || Paths.Equals(full, input))
                throw new UsageException($"{option} would overwrite {quoted}, which {reader} reads; name another file or folder.");
        }
        if (!taken.TryAdd(full, option))
            throw new UsageException($"{option} would overwrite {quoted}, which {taken[full]} writes too; name another file.");
        kind.RequireName(option, path);
        if (!force && File.Exists(full) && !kind.IsKindOf(full))
            throw new UsageException(
                $"{option}: {quoted} already exists and is not {kind.Name}; name another file, or overwrite it with --force.");
        return this;
    }

    /// <summary>Whether a full path is a folder or lies within it.</summary>
    public static bool IsWithin(string path, string folder) => Paths.Equals(path, folder)
        || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, Comparison);

    private static StringComparison Comparison => OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}
