using System.Runtime.InteropServices;

namespace FerNet.Training.Native;

/// <summary>Lets freed tensors' memory stay with the process, so that the next tensor finds it there.</summary>
/// <remarks>
/// By default glibc gives large blocks back to the system as soon as they are freed. Training frees and asks for the same blocks in
/// every step, and each time the system clears their pages anew, which took half of the time. Where the user has tuned glibc by the
/// environment, nothing is changed; other systems are left alone. Huge pages serve the process's first thread; on other threads blocks
/// above 64 MB still come and go. See docs/decisions.
/// </remarks>
internal static partial class TensorMemory
{
    private const int TrimThreshold = -1, TopPad = -2, MostMappings = -4;

    /// <summary>
    /// Free memory at the end of the heap stays as long as it is less than 2 GB; it is asked from the system in pieces of 64 MB.
    /// </summary>
    private const int Kept = int.MaxValue, Piece = 64 << 20;

    /// <summary>Advice number of huge pages in Linux, and their size.</summary>
    private const int HugePages = 14;
    private const nint HugePage = 2 << 20, Prepared = 1 << 30;

    /// <summary>Called once, before the first tensor; answers whether anything was changed.</summary>
    public static bool Keep()
    {
        if (!OperatingSystem.IsLinux() || IsTuned(Environment.GetEnvironmentVariables().Keys.Cast<string>())) return false;
        try
        {
            bool isChanged = Tune(MostMappings, 0) == 1 && Tune(TrimThreshold, Kept) == 1 && Tune(TopPad, Piece) == 1;
            if (isChanged) PrepareHugePages();
            return isChanged;
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, which has its own ways.
            return false;
        }
    }

    /// <summary>Whether the user has his own way with glibc's memory.</summary>
    /// <param name="variables">Names of the environment's variables.</param>
    internal static bool IsTuned(IEnumerable<string> variables) =>
        variables.Any(name => name == "GLIBC_TUNABLES" || name.StartsWith("MALLOC_", StringComparison.Ordinal));

    /// <summary>
    /// Asks that the heap's next gigabyte be made of huge pages: fewer of them have to be found and cleared. Nothing is taken before it is
    /// used.
    /// </summary>
    private static void PrepareHugePages()
    {
        nint block = Allocate(Prepared);
        if (block == 0) return;
        nint first = (block + HugePage - 1) / HugePage * HugePage;
        _ = Advise(first, Prepared - HugePage, HugePages);
        Free(block);
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Tune(int setting, int value);

    [LibraryImport("libc", EntryPoint = "malloc")]
    private static partial nint Allocate(nint size);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(nint block);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
