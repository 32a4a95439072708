using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace FerNet.Training.Native;

/// <summary>
/// The folders that may contain native libraries: those of the application and of the assemblies, which differ in plug-ins.
/// </summary>
internal static class NativeFolders
{
    public static IEnumerable<string> All()
    {
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(AtAndBelow(AppContext.BaseDirectory))
            .Concat(AtAndBelow(FolderOf(typeof(torch).Assembly)))
            .Concat(AtAndBelow(FolderOf(typeof(NativeFolders).Assembly)))
            .Concat(InPackages(FolderOf(typeof(torch).Assembly)));
    }

    /// <summary>
    /// The package folders of TorchSharp and libtorch, if TorchSharp is loaded directly from NuGet's package folder, as in a notebook,
    /// where no build copies the native libraries.
    /// </summary>
    /// <param name="torchSharp">The folder of TorchSharp's assembly; in a package PACKAGES/torchsharp/VERSION/lib/FRAMEWORK.</param>
    internal static IEnumerable<string> InPackages(string? torchSharp)
    {
        if (torchSharp is null || Directory.GetParent(torchSharp) is not { Name: "lib", Parent: { } package }) return [];
        string? packages = package.Parent?.Parent?.FullName;
        return packages is null
            ? []
            : AtAndBelow(package.FullName)
                .Concat(AtAndBelow(Path.Combine(packages, $"libtorch-cpu-{PortableIdentifier()}", NativeTorch.Version)));
    }

    /// <summary>A folder and its runtimes/RID/native folders, as in packages and in builds without a runtime identifier.</summary>
    public static IEnumerable<string> AtAndBelow(string? folder)
    {
        if (folder is null) yield break;
        yield return folder;
        yield return Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        // A .NET runtime built by a Linux distribution has a distribution-specific runtime identifier; packages use the portable one.
        yield return Path.Combine(folder, "runtimes", PortableIdentifier(), "native");
    }

    /// <summary>The portable runtime identifier, such as linux-x64.</summary>
    public static string PortableIdentifier()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    /// <summary>Returns null if the assembly is part of a single-file application.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000",
        Justification = "The empty path of a single file is expected; the application's folder is searched there.")]
    private static string? FolderOf(Assembly assembly) => assembly.Location.Length > 0 ? Path.GetDirectoryName(assembly.Location) : null;
}
