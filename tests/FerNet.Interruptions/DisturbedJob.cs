namespace FerNet.Interruptions;

/// <summary>A command of fernet that goes on after an interruption.</summary>
internal abstract class DisturbedJob(Programs programs, string folder)
{
    /// <summary>Where the job keeps its input, and its results by the name of a run.</summary>
    protected string Folder { get; } = folder;

    protected Programs Programs { get; } = programs;

    public abstract string Name { get; }

    /// <summary>Makes the input.</summary>
    public abstract void Prepare();

    /// <summary>Starts the job, or goes on with it.</summary>
    /// <param name="output">The folder of the results.</param>
    /// <param name="isFirst">Whether nothing was started in that folder before.</param>
    public StartedProcess Start(string output, bool isFirst) => Programs.StartFernet(Arguments(output, isFirst));

    /// <summary>Whether the job is done; otherwise it failed.</summary>
    public abstract bool IsDone(Ending ending);

    /// <summary>What differs from the results of a run that nothing disturbed; null where they are equal.</summary>
    public abstract string? Difference(string expected, string actual);

    /// <summary>Folders in which a run writes, the first of them its output.</summary>
    public abstract IEnumerable<string> WrittenFolders(string output);

    /// <summary>The folder of a run's results.</summary>
    public string OutputOf(string run) => Path.Combine(Folder, run);

    protected abstract IEnumerable<string> Arguments(string output, bool isFirst);
}
