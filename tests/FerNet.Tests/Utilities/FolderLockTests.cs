using System.Diagnostics;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;
using FerNet.Utilities;

namespace FerNet.Tests.Utilities;

/// <summary>One training holds a folder of checkpoints; a second one is told which.</summary>
public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string LockFile => folder.File(FolderLock.FileName);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_one_is_refused_until_the_first_has_ended()
    {
        using (FolderLock.Take(folder.Path))
        {
            IOException refusal = Assert.Throws<FolderInUseException>(() => FolderLock.Take(folder.Path));
            Assert.Contains("is used by another training", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("name another folder", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(FolderLock.FileName, refusal.Message, StringComparison.Ordinal);
            Assert.Contains($"process {Environment.ProcessId} on", Read(LockFile), StringComparison.Ordinal);
        }
        Assert.False(File.Exists(LockFile));
        FolderLock.Take(folder.Path).Dispose();
    }

    /// <summary>As a person reads it: .NET's own streams ask for the lock.</summary>
    private static string Read(string path)
    {
        if (OperatingSystem.IsWindows()) return File.ReadAllText(path);
        ProcessStartInfo cat = new("cat", [path]) { RedirectStandardOutput = true };
        using Process process = Process.Start(cat)!;
        return process.StandardOutput.ReadToEnd();
    }

    [Fact]
    public void What_a_killed_process_left_is_taken_over()
    {
        folder.Write(FolderLock.FileName, "process 1 on another since 2026-01-01 00:00:00Z"u8);
        using (FolderLock.Take(folder.Path)) Assert.Throws<FolderInUseException>(() => FolderLock.Take(folder.Path));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_of_someone_elses_is_left_alone_also_behind_a_link()
    {
        string diary = folder.Write("diary.txt", "dear diary"u8);
        File.CreateSymbolicLink(LockFile, diary);
        Assert.Contains("is not a lock that a training left", Assert.Throws<IOException>(() => FolderLock.Take(folder.Path)).Message,
            StringComparison.Ordinal);
        Assert.Equal("dear diary", File.ReadAllText(diary));
    }

    [Fact]
    public void A_file_of_this_name_that_is_no_lock_stays()
    {
        folder.Write(FolderLock.FileName, "dear diary"u8);
        Assert.Contains("is not a lock that a training left", Assert.Throws<IOException>(() => FolderLock.Take(folder.Path)).Message,
            StringComparison.Ordinal);
        Assert.Equal("dear diary", File.ReadAllText(LockFile));
    }

    [Fact]
    public void The_lock_of_the_next_holder_stays_when_the_one_before_is_disposed_a_second_time()
    {
        FolderLock first = FolderLock.Take(folder.Path);
        first.Dispose();
        using (FolderLock.Take(folder.Path))
        {
            first.Dispose();
            Assert.True(File.Exists(LockFile));
        }
    }

    [Fact]
    public void A_training_is_refused_in_a_folder_that_another_one_holds_and_frees_its_own()
    {
        NativeTorch.Require();
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Plain,
            Recipe = new TrainingRecipe { BatchSize = 16, Epochs = 1 },
            CheckpointDirectory = folder.Path,
        };
        FerDataset faces = Patterns.Dataset(perLabel: 6, seed: 1, testPerLabel: 2);
        using (FolderLock.Take(folder.Path))
        {
            Assert.Contains("is used by another training",
                Assert.Throws<FolderInUseException>(() => new EmotionTrainer(options).Train(faces)).Message, StringComparison.Ordinal);
            Assert.False(File.Exists(folder.File(Checkpoint.FileName)));
        }
        IOException? second = null;
        EmotionTrainerOptions watched = options with
        {
            ProgressCallback = _ => second ??= Assert.Throws<FolderInUseException>(() => new EmotionTrainer(options).Train(faces)),
        };
        new EmotionTrainer(watched).Train(faces).Dispose();
        Assert.NotNull(second);
        Assert.Equal([CheckpointFolder.BestModelPath(folder.Path), folder.File(Checkpoint.FileName)],
            Directory.GetFiles(folder.Path).Order());
    }
}
