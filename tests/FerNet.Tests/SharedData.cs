namespace FerNet.Tests;

/// <summary>Data that is not part of the project: a folder <c>shared/data</c> above the tests, or in FERNET_SHARED's folder.</summary>
internal static class SharedData
{
    /// <summary>The path of a file there; where there is none, the test is skipped.</summary>
    public static string Path(string name)
    {
        string? given = Environment.GetEnvironmentVariable("FERNET_SHARED");
        if (given is not null && Found(given, name) is string there) return there;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Found(System.IO.Path.Combine(folder.FullName, "shared"), name) is string path) return path;
        }
        Assert.Skip($"shared/data/{name} is not at hand.");
        return "";
    }

    private static string? Found(string shared, string name)
    {
        string path = System.IO.Path.Combine(shared, "data", name);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }
}
