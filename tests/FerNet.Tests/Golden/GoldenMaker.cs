using System.Text.Json;
using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Golden;

/// <summary>
/// Writes golden files of the version that is built, into the folder that FERNET_GOLDEN names; see README.md beside them.
/// </summary>
public class GoldenMaker
{
    [Fact]
    public void This_version_writes_the_golden_files()
    {
        using TemporaryFolder scratch = new();
        string folder = Environment.GetEnvironmentVariable("FERNET_GOLDEN") ?? scratch.Path;
        FerDataset faces = GoldenFaces.Dataset();
        faces.PublicTest.Save(Path.Combine(folder, GoldenFiles.Dataset));
        using EmotionModel model = new EmotionTrainer(GoldenFiles.Options).Train(faces);
        float[] expected = model.Score(faces.PublicTest);
        model.Save(Path.Combine(folder, GoldenFiles.Model));
        Record(folder, GoldenFiles.Probabilities, expected);

        using CancellationTokenSource stop = new();
        int steps = 0;
        EmotionTrainerOptions checkpointed = GoldenFiles.Options with
        {
            CheckpointDirectory = folder,
            ProgressCallback = _ =>
            {
                if (++steps == GoldenFiles.CanceledAfter) stop.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new EmotionTrainer(checkpointed).Train(faces, stop.Token));

        // What the training gives when it goes on; on a copy, since that rewrites the checkpoint.
        using TemporaryFolder copy = new();
        File.Copy(Path.Combine(folder, Checkpoint.FileName), copy.File(Checkpoint.FileName));
        using EmotionModel resumed =
            new EmotionTrainer(GoldenFiles.Options with { CheckpointDirectory = copy.Path, Resume = true }).Train(faces);
        Record(folder, GoldenFiles.Resumed, resumed.Score(faces.PublicTest));
        Assert.Equal(expected, resumed.Score(faces.PublicTest));
    }

    private static void Record(string folder, string name, float[] values) =>
        File.WriteAllText(Path.Combine(folder, name), JsonSerializer.Serialize(values) + "\n");
}
