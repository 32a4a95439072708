using CsCheck;
using FerNet.Tests.Support;
using FerNet.Training.Native;

namespace FerNet.Tests.Training.Native;

public class SymbolVersionPatchTests
{
    private static byte[]? Library()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    [Fact]
    public void One_flag_of_the_library_changes_and_only_once()
    {
        byte[]? before = Library();
        Assert.SkipWhen(before is null, "This system's build has no libLibTorchSharp.so.");
        byte[] after = [.. before];
        Assert.True(SymbolVersionPatch.MakeWeak(after, "GLIBCXX_3.4.32"));
        int[] changed = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        Assert.Equal(2, after[Assert.Single(changed)] & 2);

        byte[] again = [.. after];
        Assert.True(SymbolVersionPatch.MakeWeak(again, "GLIBCXX_3.4.32"));
        Assert.Equal(after, again);
    }

    [Fact]
    public void A_version_that_is_not_asked_for_changes_nothing()
    {
        byte[]? before = Library();
        Assert.SkipWhen(before is null, "This system's build has no libLibTorchSharp.so.");
        byte[] after = [.. before];
        Assert.False(SymbolVersionPatch.MakeWeak(after, "GLIBCXX_9.9.99"));
        Assert.Equal(before, after);
    }

    [Fact]
    public void Rubbish_and_damaged_headers_never_throw()
    {
        Gen.Byte.Array[0, 300].ForAll(bytes => { SymbolVersionPatch.MakeWeak(bytes, "GLIBCXX_3.4.32"); }, samples: 500);
        byte[]? library = Library();
        Assert.SkipWhen(library is null, "This system's build has no libLibTorchSharp.so.");
        // The ELF header and the section headers at the end are where offsets stand.
        Gen.Select(Gen.Int[0, 4096 + 63], Gen.Byte).Array[1, 8].ForAll(
            changes =>
            {
                byte[] damaged = [.. library];
                foreach ((int at, byte value) in changes) damaged[at < 64 ? at : damaged.Length - 1 - (at - 64)] = value;
                SymbolVersionPatch.MakeWeak(damaged, "GLIBCXX_3.4.32");
            },
            samples: 50);
    }

    [Fact]
    public void Torch_can_be_loaded_here() => NativeTorch.Require();
}
