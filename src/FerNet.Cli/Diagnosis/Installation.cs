namespace FerNet.Cli.Diagnosis;

/// <summary>How this program was installed, which determines how its files are restored.</summary>
internal static class Installation
{
    /// <summary>The command that restores the files of the program.</summary>
    /// <param name="folder">The program's folder.</param>
    public static string RepairCommand(string folder)
    {
        DirectoryInfo? above = new(Path.TrimEndingDirectorySeparator(folder));
        for (; above is not null; above = above.Parent)
        {
            if (above.Name == ".store" && above.Parent is { } tools) return $"dotnet tool update {Place(tools)} FerNet.Cli";
            if (File.Exists(Path.Combine(above.FullName, "FerNet.sln"))) return $"dotnet build -c Release \"{above.FullName}\"";
        }
        return "dotnet tool install --global FerNet.Cli";
    }

    private static string Place(DirectoryInfo tools)
    {
        string global = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
        return tools.FullName == global ? "--global" : $"--tool-path \"{tools.FullName}\"";
    }
}
