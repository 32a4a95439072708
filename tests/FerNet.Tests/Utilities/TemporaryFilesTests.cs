using System.Runtime.CompilerServices;
using FerNet.Utilities;

namespace FerNet.Tests.Utilities;

public class TemporaryFilesTests
{
    [Fact]
    public void A_folder_goes_when_it_is_disposed()
    {
        TemporaryFiles files = new("fernet-check-");
        File.WriteAllText(Path.Combine(files.Folder, "one"), "1");
        files.Dispose();
        Assert.False(Directory.Exists(files.Folder));
        files.Dispose();
    }

    [Fact]
    public void A_folder_that_nobody_disposed_goes_when_nobody_holds_it()
    {
        string folder = Forget();
        for (int i = 0; i < 50 && Directory.Exists(folder); i++)
        {
#pragma warning disable RS0030 // What a collection does is what is tested.
            GC.Collect();
#pragma warning restore RS0030
            GC.WaitForPendingFinalizers();
        }
        Assert.False(Directory.Exists(folder));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Forget() => new TemporaryFiles("fernet-check-").Folder;
}
