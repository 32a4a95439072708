using System.CommandLine;
using FerNet.Interruptions;

// Disturbs trainings and scorings: dotnet run -c Release --project tests/FerNet.Interruptions -- --kills 100 --full-disks 50
string[] jobNames = ["train", "score"];
Option<string[]> jobs = new("--job") { Description = "train or score; left out, both", DefaultValueFactory = _ => jobNames };
jobs.AcceptOnlyFromAmong(jobNames);
Option<int> kills = new("--kills") { Description = "how often each job is killed with SIGKILL" };
Option<int> fullDisks = new("--full-disks") { Description = "how often the disk of each job is filled; needs root, on Linux" };
Option<int> seed = new("--seed") { Description = "where the moments are drawn from", DefaultValueFactory = _ => 1 };
RootCommand root = new("Disturbs trainings and scorings at random moments, goes on, and compares with a run that nothing disturbed.")
{
    jobs, kills, fullDisks, seed,
};
root.SetAction(parsed =>
{
    DirectoryInfo folder = Directory.CreateTempSubdirectory("fernet-interruptions-");
    int faults = 0;
    try
    {
        Console.WriteLine(InterruptionReport.Header);
        foreach (string name in parsed.GetRequiredValue(jobs))
        {
            Programs programs = Programs.OfThisBuild();
            string own = folder.CreateSubdirectory(name).FullName;
            InterruptionDriver driver = new(name == "train" ? new TrainingJob(programs, own) : new ScoringJob(programs, own));
            Run(parsed.GetValue(kills), count => driver.Kill(count, parsed.GetValue(seed)));
            Run(parsed.GetValue(fullDisks), count => driver.FillDisk(count, parsed.GetValue(seed)));
        }
    }
    finally
    {
        folder.Delete(recursive: true);
    }
    return faults == 0 ? 0 : 1;

    void Run(int count, Func<int, InterruptionReport> disturb)
    {
        if (count == 0) return;
        InterruptionReport report = disturb(count);
        Console.WriteLine(report);
        foreach (string fault in report.Faults) Console.Error.WriteLine(fault);
        faults += report.Faults.Count;
    }
});
return root.Parse(args).Invoke();
