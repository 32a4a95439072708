using System.CommandLine;
using FerNet.Training.Native;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>Torch's native library, which is required for training and is not part of the installed tool.</summary>
internal static class TorchLibrary
{
    public const string Variable = "FERNET_TORCH";

    private static readonly string[] Systems = ["linux-x64", "osx-arm64", "win-arm64", "win-x64"];

    /// <summary>The command that downloads it, or other instructions if there is no package for this system.</summary>
    public static string Cure => Package is { } package
        ? $"dotnet package download {package}@{NativeTorch.Version} --output \"{PackageCache}\""
        : $"There is no package of torch for {NativeFolders.PortableIdentifier()}; train on {string.Join(", ", Systems[..^1])} or " +
            $"{Systems[^1]}, or give --torch DIR.";

    private static string? Package =>
        Systems.Contains(NativeFolders.PortableIdentifier()) ? $"libtorch-cpu-{NativeFolders.PortableIdentifier()}" : null;

    private static string PackageCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public static Option<string?> Option() => CommonOptions.File("--torch", "DIR",
        $"folder of torch's native library; left out, {Variable}, the program's own folder, or NuGet's cache of packages");

    /// <summary>Loads the library before any long work.</summary>
    /// <param name="option">The value of <c>--torch</c>, or null.</param>
    /// <exception cref="DllNotFoundException">The library is missing or cannot be loaded.</exception>
    public static void Require(string? option)
    {
        string folder = Find(option) ?? throw new DllNotFoundException(
            $"Training needs torch's native library ({NativeTorch.LibraryName}), which this program does not contain. " +
            (Package is null ? "" : $"Give its folder with --torch DIR or the environment variable {Variable}, or install it (about 500 " +
                $"MB):{Environment.NewLine}") + Cure);
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

    /// <summary>The folder with the library; null if no folder is specified and no known folder has it.</summary>
    /// <exception cref="DllNotFoundException">The specified folder does not have the library.</exception>
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
        // An unpacked package has the library in a subfolder, and so does torch's own archive.
        string folder = Path.GetFullPath(named);
        string source = option is null ? Variable : "--torch";
        return NativeTorch.FindFolder([.. NativeFolders.AtAndBelow(folder), Path.Combine(folder, "lib")])
            ?? throw new DllNotFoundException(
                $"{source} {UntrustedText.Quote(named)} has no {NativeTorch.LibraryName}. Name the folder that has it, or leave " +
                $"{source} out.");
    }
}
