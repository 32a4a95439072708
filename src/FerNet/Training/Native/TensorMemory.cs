using System.Runtime.InteropServices;

namespace FerNet.Training.Native;

/// <summary>Configures glibc's malloc to keep the memory of freed tensors for reuse.</summary>
/// <remarks>
/// By default, glibc returns large blocks to the system when they are freed. Training frees and allocates the same blocks in every step,
/// and each time the system clears their pages, which took half of the time. Nothing is changed if the user has set glibc's environment
/// variables, or on other systems. Huge pages are used by the first thread of the process; blocks above 64 MB on other threads are still
/// returned. See docs/decisions.
/// </remarks>
internal static partial class TensorMemory
{
    private const int TrimThreshold = -1, TopPad = -2, MostMappings = -4;

    /// <summary>Free memory at the end of the heap is kept up to 2 GB; the heap grows in steps of 64 MB.</summary>
    private const int Kept = int.MaxValue, Piece = 64 << 20;

    /// <summary>MADV_HUGEPAGE of Linux's madvise.</summary>
    private const int HugePages = 14;
    private const nint HugePage = 2 << 20, Prepared = 1 << 30;

    /// <summary>Must be called once, before the first tensor is created. Returns whether anything was changed.</summary>
    public static bool ConfigureAllocator()
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
            // Another C library than glibc.
            return false;
        }
    }

    /// <summary>Whether the user has configured glibc's malloc.</summary>
    /// <param name="variables">Names of the environment variables.</param>
    internal static bool IsTuned(IEnumerable<string> variables) =>
        variables.Any(name => name == "GLIBC_TUNABLES" || name.StartsWith("MALLOC_", StringComparison.Ordinal));

    /// <summary>
    /// Requests huge pages for the next gigabyte of the heap, so that fewer pages have to be allocated and cleared. No memory is allocated
    /// before it is used.
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
