using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FerNet.Networks.Onnx;

/// <summary>Sets the environment variables that ONNX Runtime reads when its native library starts.</summary>
/// <remarks>
/// Runs when the FerNet assembly is loaded, because ML.NET may load the library first. On Unix,
/// <see cref="Environment.SetEnvironmentVariable(string, string)"/> changes a copy that native code does not read, so the C library's
/// function is called. Variables that are already set are not changed.
/// </remarks>
internal static unsafe class RuntimeSettings
{
    /// <summary>Turn telemetry off. Otherwise the library writes a device id and a queue of events below HOME, and sends them.</summary>
    private static readonly string[] NoTelemetry = ["ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED"];

    /// <summary>The number of threads of sessions that do not set one, such as those of an ML.NET zip.</summary>
    private const string ThreadsOfSession = "ORT_INTRA_OP_NUM_THREADS";

    /// <summary>_SC_NPROCESSORS_CONF of Linux's sysconf.</summary>
    private const int ConfiguredProcessors = 83;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "Nothing later comes before the native library in every application.")]
    internal static void Apply()
    {
        if (OperatingSystem.IsBrowser() || OperatingSystem.IsWasi()) return;
        foreach (string name in NoTelemetry) Set(name, "1");
        // The library uses the number of processors of the machine and ignores a container's limit and the affinity of the process.
        if (Environment.ProcessorCount < ProcessorsOfMachine())
            Set(ThreadsOfSession, Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
    }

    private static void Set(string name, string value)
    {
        if (OperatingSystem.IsWindows())
        {
            if (Environment.GetEnvironmentVariable(name) is null) Environment.SetEnvironmentVariable(name, value);
            return;
        }
        if (Find("setenv") is not { } function) return;
        fixed (byte* nameBytes = Terminated(name), valueBytes = Terminated(value))
        {
            _ = ((delegate* unmanaged<byte*, byte*, int, int>)function)(nameBytes, valueBytes, 0);
        }
    }

    private static long ProcessorsOfMachine() =>
        OperatingSystem.IsLinux() && Find("sysconf") is { } function
            ? ((delegate* unmanaged<int, nint>)function)(ConfiguredProcessors)
            : Environment.ProcessorCount;

    /// <summary>The address of a C library function in the main program; null if there is none.</summary>
    private static nint? Find(string name) =>
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out nint function) ? function : null;

    private static byte[] Terminated(string text) => [.. System.Text.Encoding.ASCII.GetBytes(text), 0];
}
