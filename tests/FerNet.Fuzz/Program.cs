using System.CommandLine;
using System.Globalization;
using FerNet.Fuzz;

// Feeds FerNet's readers with changed files: dotnet run -c Release --project tests/FerNet.Fuzz -- --inputs 50000
Option<string[]> targets = new("--target")
{
    Description = "readers by name; left out, all of them",
    AllowMultipleArgumentsPerToken = true,
};
Option<long> inputs = new("--inputs") { Description = "inputs for each target", DefaultValueFactory = _ => long.MaxValue };
Option<double?> seconds = new("--seconds") { Description = "seconds for all targets together; left out, no limit" };
Option<int> seed = new("--seed") { Description = "where the changes are drawn from", DefaultValueFactory = _ => 1 };
Option<string> findings = new("--findings")
{
    Description = "folder for inputs that broke a promise",
    DefaultValueFactory = _ => "findings",
};
Option<string?> afl = new("--afl") { Description = "run this target under afl-fuzz, which sends the inputs" };
Option<string?> seeds = new("--write-seeds") { Description = "write the targets' good files to a folder and stop, for afl-fuzz" };
Option<string?> input = new("--input") { Description = "read one file with the target and stop" };
RootCommand root = new("Feeds FerNet's readers with changed files and looks for anything but documented exceptions.")
{
    targets, inputs, seconds, seed, findings, afl, seeds, input,
};
root.SetAction(parsed =>
{
    if (parsed.GetValue(afl) is { } fuzzed)
    {
        FuzzTarget target = Named(fuzzed);
        SharpFuzz.Fuzzer.OutOfProcess.Run(stream =>
        {
            using MemoryStream content = new();
            stream.CopyTo(content);
            Read(target, content.ToArray());
        });
        return 0;
    }
    string[] names = parsed.GetValue(targets) ?? [];
    FuzzTarget[] chosen = names.Length == 0 ? [.. FuzzTargets.All] : [.. names.Select(Named)];
    if (parsed.GetValue(seeds) is { } seedFolder)
    {
        Directory.CreateDirectory(seedFolder);
        foreach (FuzzTarget target in chosen)
        {
            foreach ((int number, byte[] content) in target.Seeds().Index())
                File.WriteAllBytes(
                    Path.Combine(seedFolder, string.Create(CultureInfo.InvariantCulture, $"{target.Name}.{number}")), content);
        }
        return 0;
    }
    if (parsed.GetValue(input) is { } file)
    {
        foreach (FuzzTarget target in chosen) Read(target, File.ReadAllBytes(file));
        return 0;
    }
    if (parsed.GetValue(inputs) == long.MaxValue && parsed.GetValue(seconds) is null)
    {
        Console.Error.WriteLine("Say how long: --inputs N or --seconds S.");
        return 2;
    }
    TimeSpan? each = parsed.GetValue(seconds) is { } all ? TimeSpan.FromSeconds(all / chosen.Length) : null;
    Console.WriteLine("| reader | inputs | accepted | most processor time | most allocated | findings |\n|---|---|---|---|---|---|");
    int found = 0;
    string folder = parsed.GetRequiredValue(findings);
    foreach (FuzzTarget target in chosen)
    {
        using LastInput last = new(Path.Combine(folder, $"{target.Name}.last"));
        FuzzReport report = FuzzDriver.Run(target, parsed.GetValue(inputs), each, parsed.GetValue(seed), last.Write);
        Console.WriteLine(report);
        found += report.Findings.Count;
        foreach ((int number, (byte[] content, string fault)) in report.Findings.Index())
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{target.Name}.{number}"));
            File.WriteAllBytes(path, content);
            Console.Error.WriteLine($"{path}: {fault}");
        }
    }
    return found == 0 ? 0 : 1;
});
return root.Parse(args).Invoke();

static FuzzTarget Named(string name) => FuzzTargets.All.FirstOrDefault(target => target.Name == name)
    ?? throw new ArgumentException($"There is no target '{name}': {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}.");

static void Read(FuzzTarget target, byte[] content)
{
    try
    {
        target.Read(content);
    }
    catch (Exception error) when (target.IsRefusal(error))
    {
        // A refusal is an answer.
    }
}
