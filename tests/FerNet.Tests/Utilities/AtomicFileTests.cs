using System.Diagnostics;
using FerNet.Tests.Support;
using FerNet.Utilities;

namespace FerNet.Tests.Utilities;

/// <summary>Files are replaced whole; what is no file is never replaced by one.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_replaced_and_a_failure_leaves_it_as_it_was()
    {
        string path = folder.Write("a.bin", [1, 2, 3]);
        AtomicFile.Write(path, stream => stream.Write([4, 5]));
        Assert.Equal([4, 5], File.ReadAllBytes(path));

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write([6]);
            throw new InvalidOperationException("in the middle");
        }));
        Assert.Equal([4, 5], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Only_temporary_files_that_nobody_writes_any_more_are_deleted()
    {
        string killed = folder.Write($".{Guid.NewGuid():N}.tmp", [1]), foreign = folder.Write(".settings.tmp", [2]);
        AtomicFile.Write(folder.File("a.bin"), stream =>
        {
            stream.Write([3]);
            AtomicFile.DeleteUnfinished(folder.Path);
        });
        Assert.False(File.Exists(killed));
        Assert.Equal([2], File.ReadAllBytes(foreign));
        Assert.Equal([3], File.ReadAllBytes(folder.File("a.bin")));
    }

    [Fact]
    public void A_link_stays_a_link_and_its_file_is_replaced()
    {
        string file = folder.Write("real/a.bin", [1]), link = folder.File("link.bin"), second = folder.File("second.bin");
        File.CreateSymbolicLink(link, file);
        File.CreateSymbolicLink(second, link);
        AtomicFile.Write(second, stream => stream.Write([7, 8]));
        Assert.Equal([7, 8], File.ReadAllBytes(file));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.NotNull(new FileInfo(second).LinkTarget);
        Assert.Single(Directory.GetFiles(folder.File("real")));
    }

    [Fact]
    public void A_pipe_is_refused_and_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        string pipe = folder.File("pipe");
        using (Process make = Process.Start("mkfifo", [pipe])) make.WaitForExit();
        for (int i = 0; i < 2; i++)
            Assert.Contains("a device or a pipe",
                Assert.Throws<IOException>(() => AtomicFile.Write(pipe, stream => stream.Write([1]))).Message);
    }

    [Fact]
    public void A_device_is_refused_and_stays_also_behind_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no folder of devices.");
        string link = folder.File("link");
        File.CreateSymbolicLink(link, "/dev/null");
        foreach (string path in (string[])["/dev/null", link, "/dev/stdout", "/proc/self/comm"])
        {
            Assert.Contains("a device or a pipe",
                Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => stream.Write([1, 2]))).Message);
        }
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal(0, new FileInfo("/dev/null").Length);
    }

    [Fact]
    public void Links_that_lead_in_a_circle_are_refused()
    {
        string one = folder.File("one"), other = folder.File("other");
        File.CreateSymbolicLink(one, other);
        File.CreateSymbolicLink(other, one);
        Assert.Contains("cannot be followed", Assert.Throws<IOException>(() => AtomicFile.Write(one, _ => { })).Message);
    }

    [Fact]
    public void A_path_that_names_no_file_is_refused() =>
        Assert.Contains("name a file in it", Assert.Throws<IOException>(() => AtomicFile.Write(folder.File("nothing/"), _ => { })).Message);
}
