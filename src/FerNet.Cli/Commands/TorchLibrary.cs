using System.CommandLine;
using FerNet.Training.Native;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>Torch's native library, which training needs and the installed tool does not contain.</summary>
internal static class TorchLibrary
{
    public const string Variable = "FERNET_TORCH";

    private static readonly string[] Systems = ["linux-x64", "osx-arm64", "win-arm64", "win-x64"];

    /// <summary>The command that brings it, or what else to do where no package has it for this system.</summary>
    public static string Cure => Package is { } package
        ? $"dotnet package download {package}@{NativeTorch.Version} --output \"{PackageCache}\""
        : $"No package has torch for {NativeFolders.PortableIdentifier()}; train on one of {string.Join(", ", Systems)}.";

    private static string? Package =>
        Systems.Contains(NativeFolders.PortableIdentifier()) ? $"libtorch-cpu-{NativeFolders.PortableIdentifier()}" : null;

    private static string PackageCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public static Option<string?> Option() => CommonOptions.File("--torch", "DIR",
        $"folder of torch's native library; left out, {Variable}, the program's own folder, or NuGet's cache of packages");

    /// <summary>Loads it, before any long work.</summary>
    /// <param name="option">The value of <c>--torch</c>, or null.</param>
    /// <exception cref="DllNotFoundException">It is missing, or cannot be loaded.</exception>
    public static void Require(string? option)
    {
        string folder = Find(option) ?? throw new DllNotFoundException(
            $"Training needs torch's native library ({NativeTorch.LibraryName}), which this program does not contain. Bring it " +
            $"(about 500 MB) with: {Cure}. Or name the folder that has it: --torch DIR, or the variable {Variable}.");
        try
        {
            NativeTorch.RequireFrom(folder);
        }
        catch (DllNotFoundException error)
        {
            throw new DllNotFoundException(
                $"{error.Message} Torch was taken from {UntrustedText.Quote(folder)}; it must be version {NativeTorch.Version}, for this " +
                "system.", error);
        }
    }

    /// <summary>The folder that has it; null where none was named, and none has it.</summary>
    /// <exception cref="DllNotFoundException">The folder that was named does not have it.</exception>
    public static string? Find(string? option)
    {
        string? named = option ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(named))
        {
            IEnumerable<string> cached = Package is { } package
                ? NativeFolders.AtAndBelow(Path.Combine(PackageCache, package, NativeTorch.Version))
                : [];
            return NativeTorch.FindFolder(NativeFolders.All().Concat(cached));
        }
        // A package that was unpacked has the library in a folder below, and so has torch's own archive.
        string folder = Path.GetFullPath(named);
        string source = option is null ? Variable : "--torch";
        return NativeTorch.FindFolder([.. NativeFolders.AtAndBelow(folder), Path.Combine(folder, "lib")])
            ?? throw new DllNotFoundException(
                $"{source} {UntrustedText.Quote(named)} has no {NativeTorch.LibraryName}. Name the folder that has it, or leave " +
                $"{source} out.");
    }
}
