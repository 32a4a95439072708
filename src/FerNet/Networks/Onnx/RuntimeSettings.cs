using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FerNet.Networks.Onnx;

/// <summary>Sets what ONNX Runtime reads from the environment when its native library starts.</summary>
/// <remarks>
/// Before FerNet's first line runs, since ML.NET may load the library first. On Unix the runtime's own
/// <see cref="Environment.SetEnvironmentVariable(string, string)"/> changes a copy that native code never sees, so the C library's function
/// is called. A variable that is set already is left as it is.
/// </remarks>
internal static unsafe class RuntimeSettings
{
    /// <summary>Without it the library writes a device id and a queue of events below HOME, and sends them.</summary>
    private static readonly string[] NoTelemetry = ["ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED"];

    /// <summary>The number of threads of sessions that name none, as those of an ML.NET zip.</summary>
    private const string ThreadsOfSession = "ORT_INTRA_OP_NUM_THREADS";

    /// <summary>The name of the number of processors in Linux's sysconf.</summary>
    private const int ConfiguredProcessors = 83;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "Nothing later comes before the native library in every application.")]
    internal static void Apply()
    {
        if (OperatingSystem.IsBrowser() || OperatingSystem.IsWasi()) return;
        foreach (string name in NoTelemetry) Set(name, "1");
        // The library counts the machine's processors and knows neither a container's limit nor the process's affinity.
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

    /// <summary>A function of the C library, which every process has loaded already.</summary>
    private static nint? Find(string name) =>
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out nint function) ? function : null;

    private static byte[] Terminated(string text) => [.. System.Text.Encoding.ASCII.GetBytes(text), 0];
}
