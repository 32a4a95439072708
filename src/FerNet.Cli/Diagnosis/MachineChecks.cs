using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FerNet.Training;

namespace FerNet.Cli.Diagnosis;

/// <summary>Checks of the operating system and the processor.</summary>
internal static class MachineChecks
{
    private delegate nint TextFunction();

    public static CheckResult CheckSystem()
    {
        string facts = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}, .NET {Environment.Version}";
        if (!OperatingSystem.IsLinux()) return new CheckResult("system", CheckStatus.Works, facts);
        return GlibcVersion() is { } version
            ? new CheckResult("system", CheckStatus.Works, $"{facts}, glibc {version}")
            : new CheckResult("system", CheckStatus.Fails, $"{facts}: the C library is not glibc, and ONNX Runtime has no library for it",
                "Use a system or a container image with glibc, such as Debian or Ubuntu.");
    }

    /// <summary>The processor's instruction sets that .NET uses. They change the speed, not the answers.</summary>
    public static CheckResult CheckProcessor()
    {
        (string Name, bool IsThere)[] instructions = RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? [("AdvSimd", AdvSimd.IsSupported), ("dot product", Dp.IsSupported)]
            : [("AVX2", Avx2.IsSupported), ("AVX-512", Avx512F.IsSupported), ("bfloat16", Processor.HasBFloat16)];
        string[] there = [.. instructions.Where(one => one.IsThere).Select(one => one.Name)],
            missing = [.. instructions.Where(one => !one.IsThere).Select(one => one.Name)];
        string text = there.Length == 0 ? $"no {string.Join(", no ", missing)}"
            : missing.Length == 0 ? string.Join(", ", there)
            : $"{string.Join(", ", there)}; no {string.Join(", no ", missing)}";
        string count = Environment.ProcessorCount == 1 ? "1 processor" : $"{Environment.ProcessorCount} processors";
        return new CheckResult("processor", CheckStatus.Works, $"{count}; {text}");
    }

    /// <summary>Returns null if the C library is not glibc.</summary>
    private static string? GlibcVersion() =>
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "gnu_get_libc_version", out nint function)
            ? Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<TextFunction>(function)())
            : null;
}
