using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Networks.Onnx;

/// <summary>
/// The native library of ONNX Runtime: its presence, and the thread pool and the memory arena that all sessions share. Thread-safe.
/// </summary>
internal static class OnnxRuntimeLibrary
{
    private static readonly Lock Starting = new();
    private static volatile bool isStarted;

    /// <summary>Whether sessions share one thread pool. False if the application or ML.NET started the library before FerNet.</summary>
    public static bool HasSharedPool { get; private set; }

    /// <summary>Whether sessions share one arena. False if the application has registered its own arena, which may be too small.</summary>
    public static bool HasSharedArena { get; private set; }

    /// <summary>Starts the library once. After a failure, the next call tries again.</summary>
    /// <exception cref="DllNotFoundException">The application lacks the native library.</exception>
    public static void Start()
    {
        if (isStarted) return;
        lock (Starting)
        {
            if (isStarted) return;
            if (!IsNativeLibraryPresent()) throw Missing(null);
            try
            {
                HasSharedPool = !OrtEnv.IsCreated && StartWithPool();
                OrtEnv.Instance().DisableTelemetryEvents();
                HasSharedArena = RegisterArena();
            }
            catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
            {
                throw Missing(error);
            }
            isStarted = true;
        }
    }

    private static bool StartWithPool()
    {
        using OrtThreadingOptions threads =
            new() { GlobalIntraOpNumThreads = Environment.ProcessorCount, GlobalInterOpNumThreads = 1, GlobalSpinControl = false };
        EnvironmentCreationOptions options = new() { logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, threadOptions = threads };
        try
        {
            OrtEnv.CreateInstanceWithOptions(ref options);
            return true;
        }
        catch (OnnxRuntimeException) when (OrtEnv.IsCreated)
        {
            // Another thread created the environment in the meantime.
            return false;
        }
    }

    private static bool RegisterArena()
    {
        using OrtMemoryInfo memory = new(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        // No limit, and growth by doubling, as in ONNX Runtime's default.
        using OrtArenaCfg arena = new(maxMemory: 0, arenaExtendStrategy: 0, initialChunkSizeBytes: -1, maxDeadBytesPerChunk: -1);
        try
        {
            OrtEnv.Instance().CreateAndRegisterAllocator(memory, arena);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }

    /// <summary>
    /// Called before the managed library is used, because a failure of its static constructor lasts until the process ends.
    /// </summary>
    private static bool IsNativeLibraryPresent() =>
        OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsMacCatalyst() || OperatingSystem.IsBrowser()
        || NativeLibrary.TryLoad("onnxruntime", typeof(InferenceSession).Assembly, searchPath: null, out _)
        || NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "OrtGetApiBase", out _);

    private static DllNotFoundException Missing(Exception? inner) => new(MissingMessage(RuntimeInformation.RuntimeIdentifier), inner);

    /// <param name="system">The runtime identifier, such as linux-x64.</param>
    internal static string MissingMessage(string system) =>
        system.Contains("musl", StringComparison.Ordinal) || system.StartsWith("alpine", StringComparison.Ordinal)
            ? $"Prediction needs ONNX Runtime's native library (onnxruntime), which does not exist for {system}: systems with musl, such " +
            "as Alpine, are not supported. Use a system or a container image with glibc, such as Debian or Ubuntu."
            : "Prediction needs ONNX Runtime's native library (onnxruntime), which this application does not have for " +
            $"{system}. Add it with: dotnet add package Microsoft.ML.OnnxRuntime";
}
