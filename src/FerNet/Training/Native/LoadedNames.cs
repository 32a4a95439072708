using System.Runtime.InteropServices;

namespace FerNet.Training.Native;

/// <summary>Gives a loaded library another path in glibc's list of loaded libraries, so that a load of that path finds it.</summary>
/// <remarks>
/// The load context of a plug-in loads TorchSharp's library by its path, and would get the original file, which this system refuses. Before
/// glibc opens a file, it compares the path with <c>l_name</c> of every <c>struct link_map</c>. The first members of this structure are
/// public in <c>link.h</c>: an address, then the name. <c>dlinfo</c> returns the structure of a library handle; if it fails, nothing is
/// changed.
/// </remarks>
internal static partial class LoadedNames
{
    /// <summary>RTLD_DI_LINKMAP: requests the structure of a handle.</summary>
    private const int LinkMap = 2;

    /// <summary>Returns whether the library was renamed.</summary>
    public static unsafe bool Rename(IntPtr handle, string path)
    {
        try
        {
            nint map = 0;
            if (Information(handle, LinkMap, &map) != 0 || map == 0) return false;
            // Never freed, because the loader uses the name until the process ends.
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
