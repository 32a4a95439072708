using FerNet.Cli;
using FerNet.Cli.Scoring;

namespace FerNet.Tests.Cli.Scoring;

/// <summary>Each image belongs to one shard, whatever list it stands in; the shard comes from options or a scheduler.</summary>
public class ShardTests
{
    private const string Prefix = "SLURM_ARRAY_TASK_";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Shards_are_disjoint_complete_and_of_about_the_same_size(int count)
    {
        string[] paths = [.. Enumerable.Range(0, 10_000).Select(i => $"{i % 100:00}/{i}.jpg")];
        int[][] owners = [.. paths.Select(path =>
            Enumerable.Range(0, count).Where(index => new Shard(index, count).Contains(Shard.KeyOf(path))).ToArray())];
        Assert.All(owners, owner => Assert.Single(owner));
        int[] sizes = [.. owners.CountBy(owner => owner[0]).Select(owner => owner.Value)];
        Assert.Equal(count, sizes.Length);
        double mean = (double)paths.Length / count;
        Assert.All(sizes, size => Assert.InRange(size, mean - (5 * Math.Sqrt(mean)), mean + (5 * Math.Sqrt(mean))));
    }

    /// <summary>SHA-256 computed by another program. A change would score images of a running job twice or never.</summary>
    [Theory]
    [InlineData("a.jpg", 26)]
    [InlineData("people/é.png", 759)]
    public void The_shard_of_a_path_never_changes(string path, int index) =>
        Assert.True(new Shard(index, 1000).Contains(Shard.KeyOf(path)));

    [Theory]
    [InlineData(null, null, "", "0/1")]
    [InlineData("3/8", null, "", "3/8")]
    [InlineData("3/8", null, "ID=1 MIN=0 MAX=1 COUNT=2", "3/8")]
    [InlineData(null, null, "ID=0 MIN=0 MAX=7 COUNT=8", "0/8")]
    [InlineData(null, null, "ID=8 MIN=1 MAX=8 COUNT=8", "7/8")]
    [InlineData(null, 8, "ID=8 MIN=1 MAX=8 COUNT=8", "7/8")]
    [InlineData(null, 4, "INDEX=3", "3/4")]
    public void It_comes_from_the_options_or_the_scheduler(string? shard, int? shards, string variables, string expected) =>
        Assert.Equal(expected, Choose(shard, shards, variables).ToString());

    [Theory]
    [InlineData("8/8", null, "", "as 0/8 to 7/8")]
    [InlineData("-1/8", null, "", "as 0/8 to 7/8")]
    [InlineData("1", null, "", "as 0/8 to 7/8")]
    [InlineData("0/0", null, "", "as 0/8 to 7/8")]
    [InlineData("0/100001", null, "", "at most 100,000")]
    [InlineData("0/8", 8, "", "leave --shards out")]
    [InlineData(null, 8, "", "give --shard I/N")]
    [InlineData(null, null, "INDEX=3", "completions with --shards N")]
    [InlineData(null, 3, "INDEX=3", "must be at most 2")]
    [InlineData(null, 3, "INDEX=x", "is not a whole number")]
    [InlineData(null, 3, "INDEX=1 ID=0 MIN=0 MAX=2 COUNT=3", "Both")]
    [InlineData(null, null, "ID=0 MIN=0 MAX=6 COUNT=4", "with steps or gaps")]
    [InlineData(null, null, "ID=2 MIN=2 MAX=2 COUNT=8", "with steps or gaps")]
    [InlineData(null, null, "ID=0", "SLURM_ARRAY_TASK_MIN is '', which is not a whole number")]
    [InlineData(null, 4, "ID=0 MIN=0 MAX=7 COUNT=8", "leave --shards out")]
    [InlineData(null, null, "ID=5 MIN=0 MAX=4 COUNT=5", "SLURM_ARRAY_TASK_ID is 5; the array runs from 0 to 4. Name the shard")]
    [InlineData(null, null, "ID=0 MIN=1 MAX=4 COUNT=4", "SLURM_ARRAY_TASK_ID is 0; the array runs from 1 to 4. Name the shard")]
    [InlineData(null, null, "ID=0 MIN=0 MAX=100000 COUNT=100001", "The job array has 100,001 tasks; at most 100,000 shards are allowed.")]
    public void What_names_no_shard_is_refused(string? shard, int? shards, string variables, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Choose(shard, shards, variables)).Message, StringComparison.Ordinal);

    private static Shard Choose(string? shard, int? shards, string variables)
    {
        Dictionary<string, string> environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Split('=')).ToDictionary(
                pair => pair[0] == "INDEX" ? "JOB_COMPLETION_INDEX" : Prefix + pair[0], pair => pair[1]);
        return ShardChoice.Choose(shard, shards, environment.GetValueOrDefault);
    }
}
