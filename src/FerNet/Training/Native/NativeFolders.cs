using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace FerNet.Training.Native;

/// <summary>
/// The folders in which native libraries may lie: the application's, and those of the assemblies where they are a plug-in's.
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
    /// The folders of TorchSharp's and torch's packages where TorchSharp is used straight from NuGet's folder of packages, as in a
    /// notebook: there no build has copied the native libraries.
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

    /// <summary>
    /// A folder and its folder of native libraries, as a package and a build without a runtime identifier lay them out.
    /// </summary>
    public static IEnumerable<string> AtAndBelow(string? folder)
    {
        if (folder is null) yield break;
        yield return folder;
        yield return Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        // A runtime that a distribution built itself calls the system by its own name; packages use the portable one.
        yield return Path.Combine(folder, "runtimes", PortableIdentifier(), "native");
    }

    /// <summary>The system as packages name it, such as linux-x64.</summary>
    public static string PortableIdentifier()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    /// <summary>Null where the assembly is part of a single file.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000",
        Justification = "The empty path of a single file is expected; the application's folder is searched there.")]
    private static string? FolderOf(Assembly assembly) => assembly.Location.Length > 0 ? Path.GetDirectoryName(assembly.Location) : null;
}
