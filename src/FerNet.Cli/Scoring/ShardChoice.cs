using System.Globalization;
using FerNet.Utilities;

namespace FerNet.Cli.Scoring;

/// <summary>Selects the shard of a process, from options or from the environment variables of Slurm or Kubernetes.</summary>
internal static class ShardChoice
{
    public const string ShardName = "--shard", ShardsName = "--shards";

    private const string KubernetesIndex = "JOB_COMPLETION_INDEX", SlurmId = "SLURM_ARRAY_TASK_ID", SlurmLeast = "SLURM_ARRAY_TASK_MIN",
        SlurmMost = "SLURM_ARRAY_TASK_MAX", SlurmCount = "SLURM_ARRAY_TASK_COUNT";

    /// <param name="shard">The value of <c>--shard</c>, I/N; null if it is not set.</param>
    /// <param name="shards">The value of <c>--shards</c>, the number of shards; null if it is not set.</param>
    /// <param name="variable">Returns the value of an environment variable, or null.</param>
    /// <exception cref="UsageException">Options and variables do not determine one shard.</exception>
    public static Shard Choose(string? shard, int? shards, Func<string, string?> variable)
    {
        if (shard is not null)
        {
            if (shards is not null)
                throw new UsageException($"{ShardName} I/N says the number of shards already; leave {ShardsName} out.");
            return Parse(shard);
        }
        bool isKubernetes = variable(KubernetesIndex) is not null, isSlurm = variable(SlurmId) is not null;
        if (isKubernetes && isSlurm)
            throw new UsageException($"Both {KubernetesIndex} and {SlurmId} are set; name the shard with {ShardName} I/N.");
        if (isKubernetes) return OfKubernetes(shards, variable);
        if (isSlurm) return OfSlurm(shards, variable);
        if (shards is not null)
            throw new UsageException(
                $"{ShardsName} needs the number of the shard from {KubernetesIndex} or {SlurmId}, which are not set; give " +
                $"{ShardName} I/N.");
        return Shard.Whole;
    }

    private static Shard Parse(string word)
    {
        string[] parts = word.Split('/');
        if (parts.Length == 2 && TryParse(parts[0], out int index) && TryParse(parts[1], out int count)
            && count is >= 1 and <= Shard.MaxCount && index < count)
        {
            return new Shard(index, count);
        }
        throw new UsageException(string.Create(CultureInfo.InvariantCulture,
            $"{ShardName} is {UntrustedText.Quote(word)}; it takes I/N, as 0/8 to 7/8, with at most {Shard.MaxCount:N0} shards."));
    }

    private static Shard OfKubernetes(int? shards, Func<string, string?> variable)
    {
        int count = shards ?? throw new UsageException(
            $"{KubernetesIndex} is set, which says no number of shards; give the job's completions with {ShardsName} N.");
        int index = Number(KubernetesIndex, variable);
        return index < count
            ? new Shard(index, count)
            : throw new UsageException($"{KubernetesIndex} is {index}; with {ShardsName} {count} it must be at most {count - 1}.");
    }

    private static Shard OfSlurm(int? shards, Func<string, string?> variable)
    {
        int id = Number(SlurmId, variable), least = Number(SlurmLeast, variable), most = Number(SlurmMost, variable),
            count = Number(SlurmCount, variable);
        // Slurm has no variable for the step of an array; a step other than 1 shows in the minimum, maximum and count.
        if (most - least + 1 != count)
            throw new UsageException(
                $"The job array runs from {least} to {most} but has {count} tasks; with steps or gaps some shards would have no task. " +
                $"Submit it with --array=0-{count - 1}, or name the shard with {ShardName} I/N.");
        if (shards is { } asked && asked != count)
            throw new UsageException(
                $"{ShardsName} is {asked}, but the job array has {count} tasks; leave {ShardsName} out, or name the shard with " +
                $"{ShardName} I/N.");
        if (count > Shard.MaxCount)
            throw new UsageException(
                Invariant($"The job array has {count:N0} tasks; at most {Shard.MaxCount:N0} shards are allowed. Submit fewer tasks."));
        if (id < least || id > most)
            throw new UsageException(
                $"{SlurmId} is {id}; the array runs from {least} to {most}. Name the shard with {ShardName} I/N.");
        return new Shard(id - least, count);
    }

    private static int Number(string name, Func<string, string?> variable) => TryParse(variable(name), out int number)
        ? number
        : throw new UsageException(
            $"{name} is '{UntrustedText.Quote(variable(name))}', which is not a whole number; name the shard with {ShardName} I/N.");

    private static bool TryParse(string? word, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
