using System.Runtime.InteropServices;
using System.Text;
using FerNet.Tests.Support;
using FerNet.Utilities;

namespace FerNet.Tests.Utilities;

/// <summary>Who may read a file is not for its writer to change; paths that no system takes are refused in words.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed partial class FileModeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.UserRead)]
    public void A_file_that_is_replaced_keeps_its_mode(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        string path = folder.Write("model.zip", [1]);
        File.SetUnixFileMode(path, mode);
        AtomicFile.Write(path, stream =>
        {
            // While it is written, only its owner reads it.
            string temporary = Directory.GetFiles(folder.Path).Single(file => file != path);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(temporary));
            stream.Write([2]);
        });
        Assert.Equal(mode, File.GetUnixFileMode(path));
        Assert.Equal([2], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_new_file_has_the_mode_of_any_other_new_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        uint before = Umask(0x17);   // 027: the group reads, others do not.
        try
        {
            string ours = folder.File("ours.zip"), plain = folder.Write("plain", [1]);
            AtomicFile.Write(ours, stream => stream.Write([1]));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(plain));
            Assert.Equal(File.GetUnixFileMode(plain), File.GetUnixFileMode(ours));
        }
        finally
        {
            _ = Umask(before);
        }
    }

    [Theory]
    [InlineData("Gesichter und Gefühle ☺.zip")]
    [InlineData("表情 モデル.zip")]
    [InlineData("-rf * $(x) 'a' \"b\".zip")]
    public void Odd_names_are_names(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not allow some of these.");
        using EmotionModel model = EmotionModel.LoadFast();
        string path = Path.Combine(folder.Path, name, name);
        model.ExportOnnx(path);
        using EmotionModel again = EmotionModel.Load(path);
        Assert.Equal(model.Card.DataDigest, again.Card.DataDigest);
        Assert.Equal([path], Directory.GetFiles(Path.Combine(folder.Path, name)));
    }

    [Fact]
    public void A_name_as_long_as_the_system_allows_is_written()
    {
        string path = folder.File(new string('n', 251) + ".zip");
        AtomicFile.Write(path, stream => stream.Write([1]));
        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(40, 100)]
    public void A_path_that_is_too_long_is_refused_in_few_words_and_leaves_nothing(int folders, int length)
    {
        string path = folder.File(string.Join('/', Enumerable.Repeat(new string('x', length), folders)) + "/model.zip");
        IOException error = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => stream.Write([1])));
        Assert.Contains("too long", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 50, 700);
        Assert.Empty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_in_is_named_and_nothing_stays()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "The folder of this test is Linux's.");
        Assert.Contains("/proc/self/model.zip cannot be written",
            Assert.Throws<IOException>(() => AtomicFile.Write("/proc/self/model.zip", stream => stream.Write([1]))).Message);
    }

    [Fact]
    public void A_disk_that_fills_leaves_the_old_file_and_nothing_else()
    {
        string path = folder.Write("model.zip", Encoding.UTF8.GetBytes("old"));
        IOException error = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[1000]);
            throw new IOException("No space left on device", 28);
        }));
        Assert.Contains("make room", error.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint Umask(uint mask);
}
