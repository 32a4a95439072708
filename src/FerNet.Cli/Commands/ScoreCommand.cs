using System.CommandLine;
using FerNet.Cli.Scoring;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>fernet score: predicts the faces of any number of images and writes Parquet files, on one machine or on many.</summary>
internal static class ScoreCommand
{
    private const int DefaultPartSize = 5000;

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Option<string> input = new("--input")
        {
            Description = "a folder of images; or a list of paths: a text with one on each line, or .parquet with a column 'file'",
            HelpName = "DIR|LIST",
            Required = true,
        };
        Option<string> output = CommonOptions.Output("DIR", "the folder for the results; the same command goes on after a stop");
        Option<string?> baseFolder =
            CommonOptions.File("--base", "DIR", "what the paths of a list are relative to; left out, the list's own folder");
        Option<string?> shard = CommonOptions.File(ShardChoice.ShardName, "I/N",
            "score shard I of N, counted from 0; left out, the shard of the Slurm job array, otherwise all images");
        Option<int?> shards = CommonOptions.Integer(ShardChoice.ShardsName, 1,
            "the number of shards in an Indexed Job of Kubernetes, which supplies the index");
        Option<int?> partSize = CommonOptions.Integer("--part-size", 1, $"images in a file of results; left out, {DefaultPartSize:N0}");
        Option<string> progress = new("--progress")
        {
            Description = "how to say how far it is: text, or json for schedulers",
            DefaultValueFactory = _ => "text",
        };
        progress.AcceptOnlyFromAmong("text", "json");
        Option<string?> model = CommonOptions.Model();
        Option<string> faces = CommonOptions.Faces();
        DetectorOptions search = new();
        Command command = new("score", "Writes the faces of many images and their emotions as Parquet files.")
        {
            input, output, baseFolder, shard, shards, partSize, progress, model, faces,
        };
        search.AddTo(command);
        command.SetAction(parsed =>
        {
            ScoreJob job = new(terminal)
            {
                Input = parsed.GetRequiredValue(input),
                BaseFolder = parsed.GetValue(baseFolder),
                Output = parsed.GetRequiredValue(output),
                Shard = ShardChoice.Choose(parsed.GetValue(shard), parsed.GetValue(shards), Environment.GetEnvironmentVariable),
                Model = parsed.GetValue(model),
                Faces = parsed.GetRequiredValue(faces),
                // Many images are processed concurrently, each on one processor.
                Detector = search.CreateOptions(parsed) with { Threads = 1 },
                PartSize = parsed.GetValue(partSize) ?? DefaultPartSize,
                HasJsonProgress = parsed.GetValue(progress) == "json",
            };
            RequireApart(job.Input, job.Output);
            return job.Run(cancellationToken);
        });
        return command;
    }

    /// <summary>Refuses an output folder that lies within the input folder or contains the input list.</summary>
    private static void RequireApart(string input, string output)
    {
        string read = RegularFile.BehindAllLinks(input), written = RegularFile.BehindAllLinks(output);
        if (File.Exists(output)) throw new UsageException($"--output {UntrustedText.Quote(output)} is a file; name a folder.");
        bool isWithin = Directory.Exists(read) ? OutputChecks.IsWithin(written, read) : OutputChecks.IsWithin(read, written);
        if (isWithin)
            throw new UsageException(
                $"--output {UntrustedText.Quote(output)} and --input {UntrustedText.Quote(input)} lie in one another; name another " +
                "folder.");
    }
}
