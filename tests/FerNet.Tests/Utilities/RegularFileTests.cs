using System.Diagnostics;
using System.Net.Sockets;
using FerNet.Faces.YuNet;
using FerNet.Imaging;
using FerNet.Tests.Support;
using FerNet.Utilities;

namespace FerNet.Tests.Utilities;

/// <summary>Only files are opened to be read: what would be waited for without end is refused at once.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_read_also_behind_links()
    {
        string file = folder.Write("real/a.bin", [1, 2, 3]), link = folder.File("link.bin"), second = folder.File("second.bin");
        File.CreateSymbolicLink(link, file);
        File.CreateSymbolicLink(second, link);
        foreach (string path in (string[])[file, link, second]) Assert.Equal([1, 2, 3], Content(path));
        Assert.Equal([], Content(folder.Write("empty.bin", [])));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_pipe_is_refused_at_once_wherever_a_file_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        string pipe = folder.File("pipe.png"), link = folder.File("link.png");
        using (Process make = Process.Start("mkfifo", [pipe])) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(link, pipe);
        (string Reader, Action<string> Read)[] readers =
        [
            ("image", path => InputImage.Load(path)), ("model", path => EmotionModel.Load(path).Dispose()),
                ("detector", path => FaceDetector.Load(path).Dispose()),
            ("YuNet", path => new YuNetFaceDetector(path).Dispose()), ("dataset", path => FerDataset.Load(path)),
            ("votes", path => FerDataset.Load(folder.File("fer2013.csv"), new FerDatasetOptions { FerPlusPath = path })),
        ];
        folder.Write("fer2013.csv",
            System.Text.Encoding.UTF8.GetBytes(
                $"emotion,pixels,Usage\n3,{string.Join(' ', Enumerable.Repeat("7", FacePatch.PixelCount))},Training\n"));
        foreach ((string reader, Action<string> read) in readers)
        {
            foreach (string path in (string[])[pipe, link])
            {
                Exception? error = await Task.Run(() => Record.Exception(() => read(path)), TestContext.Current.CancellationToken)
                    .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
                Assert.True(error is IOException
                    && error.Message.Contains("a device or a pipe", StringComparison.Ordinal), $"{reader}: {error}");
            }
        }
    }

    [Fact]
    public void Devices_and_sockets_are_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no folder of devices.");
        string place = folder.File("socket");
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(place));
        foreach (string path in (string[])["/dev/zero", "/dev/null", "/proc/self/status", place])
            Assert.Contains("a device or a pipe", Assert.Throws<IOException>(() => RegularFile.OpenRead(path)).Message);
    }

    [Fact]
    public void A_folder_and_nothing_are_named()
    {
        Assert.Contains("is a folder", Assert.Throws<FileNotFoundException>(() => RegularFile.OpenRead(folder.Path)).Message);
        FileNotFoundException missing =
            Assert.Throws<FileNotFoundException>(() => RegularFile.OpenRead(folder.File("nothing")));
        Assert.Contains("There is no file", missing.Message);
    }

    private static byte[] Content(string path)
    {
        using Stream stream = RegularFile.OpenRead(path);
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
