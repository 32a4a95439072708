using System.Globalization;

namespace FerNet.Tests.Support;

/// <summary>How often this process got a page of memory from Linux.</summary>
internal static class PageFaults
{
    /// <summary>The tenth field of the process's line counts the faults that read no disk; the name before it may hold spaces.</summary>
    public static long Count()
    {
        string line = File.ReadAllText("/proc/self/stat");
        return long.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[7], CultureInfo.InvariantCulture);
    }
}
