using System.Runtime.InteropServices;

namespace FerNet.Training.Native;

/// <summary>Gives a loaded library another path in glibc's list of loaded libraries, so that a load of that path finds it.</summary>
/// <remarks>
/// A plug-in's load context loads TorchSharp's library by its path, and would meet the file that this system refuses. glibc compares the
/// path with <c>l_name</c> of every <c>struct link_map</c> before it opens a file; the structure's first members are public in
/// <c>link.h</c>: an address, then that name. A handle of a loaded library is such a structure; <c>dlinfo</c> says so, and only then is
/// anything changed.
/// </remarks>
internal static partial class LoadedNames
{
    /// <summary>RTLD_DI_LINKMAP: asks for the structure that belongs to a handle.</summary>
    private const int LinkMap = 2;

    /// <summary>Answers whether the library has the path now.</summary>
    public static unsafe bool Rename(IntPtr handle, string path)
    {
        try
        {
            nint map = 0;
            if (Information(handle, LinkMap, &map) != 0 || map == 0) return false;
            // Never freed: the name is used as long as the library is loaded, which is for the life of the process.
            ((nint*)map)[1] = Copy(path);
            return true;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "dlinfo")]
    private static unsafe partial int Information(IntPtr handle, int request, nint* answer);

    [LibraryImport("libc", EntryPoint = "strdup", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Copy(string text);
}
