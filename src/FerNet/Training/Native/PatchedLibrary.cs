using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FerNet.Training.Native;

/// <summary>Loads a native library from memory, on Linux.</summary>
/// <remarks>
/// The library is written to an anonymous file (memfd_create), so that no folder must be writable and mounted without noexec. If the system
/// does not support this, it is written to a temporary folder. The anonymous file stays open until the process ends: if its file descriptor
/// were reused, the loader would confuse another library of that path with this one.
/// </remarks>
internal static partial class PatchedLibrary
{
    /// <summary>Flags of memfd_create: MFD_CLOEXEC and MFD_EXEC (Linux 6.3 and later).</summary>
    private const uint CloseOnExec = 1, Executable = 0x10;

    private static readonly List<SafeFileHandle> OpenFiles = [];

    /// <summary>
    /// Loads the library and makes later loads of <paramref name="path"/> find it. Returns an error message, or null on success.
    /// </summary>
    /// <param name="library">The library's bytes.</param>
    /// <param name="path">The path of the original library.</param>
    /// <param name="handle">The loaded library.</param>
    public static string? Load(ReadOnlySpan<byte> library, string path, out IntPtr handle)
    {
        if (FromMemory(library, out handle) is { } unable && FromTemporaryFolder(library, out handle) is { } neither)
        {
            return $"{path} cannot be loaded on this system as it is, and a copy for this system cannot be loaded from memory " +
                $"({unable}) nor from the temporary folder ({neither}). " +
                "Set TMPDIR to a folder that can be written and is not mounted noexec.";
        }
        LoadedNames.Rename(handle, path);
        return null;
    }

    internal static string? FromMemory(ReadOnlySpan<byte> library, out IntPtr handle)
    {
        handle = IntPtr.Zero;
        int number;
        try
        {
            number = Create("fernet-torch", CloseOnExec | Executable);
            if (number < 0) number = Create("fernet-torch", CloseOnExec);
        }
        catch (EntryPointNotFoundException)
        {
            return "the C library has no memfd_create";
        }
        if (number < 0) return $"memfd_create: error {Marshal.GetLastPInvokeError()}";
        SafeFileHandle file = new(number, ownsHandle: true);
        try
        {
            RandomAccess.Write(file, library, 0);
            if (!NativeLibrary.TryLoad($"/proc/self/fd/{number}", out handle)) return "the loader refused it";
            lock (OpenFiles) OpenFiles.Add(file);
            return null;
        }
        catch (IOException error)
        {
            return error.Message.TrimEnd('.');
        }
        finally
        {
            if (handle == IntPtr.Zero) file.Dispose();
        }
    }

    internal static string? FromTemporaryFolder(ReadOnlySpan<byte> library, out IntPtr handle)
    {
        handle = IntPtr.Zero;
        string? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("fernet-torch-").FullName;
            string copy = Path.Combine(folder, "libLibTorchSharp.so");
            File.WriteAllBytes(copy, library);
            return NativeLibrary.TryLoad(copy, out handle) ? null : $"the loader refused {copy}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message.TrimEnd('.');
        }
        finally
        {
            // A loaded library stays mapped after its file is deleted.
            if (folder is not null) Directory.Delete(folder, recursive: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Create(string name, uint flags);
}
