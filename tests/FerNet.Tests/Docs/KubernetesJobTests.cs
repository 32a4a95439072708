using FerNet.Cli;
using k8s;
using k8s.Models;
using YamlDotNet.Core;

namespace FerNet.Tests.Docs;

/// <summary>The job for Kubernetes is one that Kubernetes knows, and its command is one that fernet knows.</summary>
public class KubernetesJobTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "kubernetes", "score-job.yaml"));

    [Fact]
    public void The_job_is_indexed_and_tries_each_shard_again()
    {
        V1Job job = Read();
        Assert.Equal(("batch/v1", "Job", "Indexed"), (job.ApiVersion, job.Kind, job.Spec.CompletionMode));
        Assert.True(job.Spec.BackoffLimitPerIndex > 0);
        Assert.Equal("Never", job.Spec.Template.Spec.RestartPolicy);
        Dictionary<int, string> actions = job.Spec.PodFailurePolicy.Rules.Where(rule => rule.OnExitCodes is not null)
            .SelectMany(rule => rule.OnExitCodes.Values.Select(code => (code, rule.Action))).ToDictionary();
        Assert.Equal(new Dictionary<int, string> { [75] = "Ignore", [1] = "FailIndex", [2] = "FailIndex" }, actions);
    }

    [Fact]
    public void Its_container_scores_as_many_shards_as_the_job_has_and_cannot_write_its_images()
    {
        V1Job job = Read();
        V1Container container = Assert.Single(job.Spec.Template.Spec.Containers);
        Assert.Equal(["fernet", "score"], container.Command);
        Assert.Contains($"--shards={job.Spec.Completions}", container.Args);
        using StringWriter nowhere = new();
        Assert.Empty(CommandLine.Parse([.. container.Command.Skip(1), .. container.Args], new Terminal(nowhere, nowhere)).Errors);

        V1VolumeMount images = container.VolumeMounts.Single(mount => mount.MountPath == "/images");
        Assert.True(images.ReadOnlyProperty);
        Assert.True(job.Spec.Template.Spec.Volumes.Single(volume => volume.Name == images.Name).PersistentVolumeClaim.ReadOnlyProperty);
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
    }

    [Fact]
    public void A_misspelled_field_would_be_found() =>
        Assert.ThrowsAny<YamlException>(
            () => Read(Text.Replace("backoffLimitPerIndex", "backoffLimitPerIndices", StringComparison.Ordinal)));

    private static V1Job Read(string? text = null) =>
        Assert.IsType<V1Job>(Assert.Single(KubernetesYaml.LoadAllFromString(text ?? Text, strict: true)));
}
