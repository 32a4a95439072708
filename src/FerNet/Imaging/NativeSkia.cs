using System.Reflection;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>
/// Checks that SkiaSharp's native library is present and compatible before a SkiaSharp type is used: a type whose initialization failed
/// stays unusable until the process ends.
/// </summary>
internal static class NativeSkia
{
    private static volatile bool isReady;

    /// <exception cref="DllNotFoundException">The native library is missing, or belongs to another version of SkiaSharp; the message names
    /// the package to add.</exception>
    public static void Require()
    {
        if (isReady) return;
        Version native;
        try
        {
            native = SkiaSharpVersion.Native;
        }
        catch (Exception error)
            when (error is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            throw new DllNotFoundException(
                Message($"which this application does not have for {RuntimeInformation.RuntimeIdentifier}"), error);
        }
        if (!Fits(SkiaSharpVersion.NativeMinimum, native))
            throw new DllNotFoundException(Message($"but the one that was found is version {native}"));
        isReady = true;
    }

    /// <summary>Whether a native library is compatible: at least the required version, with the same major version.</summary>
    internal static bool Fits(Version asked, Version found) => found >= asked && found.Major == asked.Major;

    private static string Message(string fault)
    {
        string version = ManagedVersion(), package = Package();
        return $"Decoding images needs Skia's native library (libSkiaSharp). SkiaSharp {version} asks for its version " +
            $"{SkiaSharpVersion.NativeMinimum}, {fault}. " +
            $"Install the same version of both packages: dotnet add package SkiaSharp --version {version}, and dotnet add package " +
            $"{package} --version {version}";
    }

    private static string ManagedVersion()
    {
        Assembly managed = typeof(SkiaSharpVersion).Assembly;
        string text = managed.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? managed.GetName().Version?.ToString() ?? "";
        return Version.TryParse(text, out Version? version) && version.Build >= 0 ? version.ToString(3) : text;
    }

    private static string Package() =>
        OperatingSystem.IsWindows() ? "SkiaSharp.NativeAssets.Win32"
        : OperatingSystem.IsMacOS() ? "SkiaSharp.NativeAssets.macOS"
        : "SkiaSharp.NativeAssets.Linux.NoDependencies";
}
