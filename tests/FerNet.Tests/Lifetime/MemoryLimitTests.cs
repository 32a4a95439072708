using System.Globalization;
using FerNet.Drawing;
using FerNet.Tests.Support;

namespace FerNet.Tests.Lifetime;

/// <summary>A process that may take too little memory ends with an error; what it answers before is right.</summary>
public sealed class MemoryLimitTests : IDisposable
{
    /// <summary>What a shell adds to the number of a signal to make an exit code.</summary>
    private const int EndedBySignal = 128;

    private readonly TemporaryFolder folder = new();
    private readonly string image;

    public MemoryLimitTests() => image = folder.Write("happy.png", DrawnFaces.Png(Emotion.Happy, seed: 3, side: 200));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_limit_of_address_space_gives_errors_and_no_wrong_answer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limits are Linux's.");
        // The heap of .NET is limited too, which otherwise reserves far more addresses than there is memory.
        AssertRightOrFailing([500, 700, 1000, 1100, 1200, 4000], megabytes =>
        (
            ["bash", "-c", string.Create(CultureInfo.InvariantCulture, $"ulimit -v {megabytes * 1024}; exec \"$0\" \"$@\"")],
            new() { ["DOTNET_GCHeapHardLimit"] = "0x6000000", ["DOTNET_EnableDiagnostics"] = "0" }
        ));
    }

    [Fact]
    public void A_limit_of_the_managed_heap_gives_errors_and_no_wrong_answer() => AssertRightOrFailing([2, 8, 16, 24, 200],
        megabytes => ([], new() { ["DOTNET_GCHeapHardLimit"] = string.Create(CultureInfo.InvariantCulture, $"0x{megabytes << 20:x}") }));

    /// <param name="limits">Limits, of which the first is too small and the last is enough.</param>
    /// <param name="run">The wrapper and the variables for a limit.</param>
    private void AssertRightOrFailing(int[] limits, Func<int, (string[] Wrapper, Dictionary<string, string> Variables)> run)
    {
        (int code, string expected, string error) = ChildProcess.Run(new Dictionary<string, string>(), "predict", image);
        Assert.True(code == 0, error);
        List<int> codes = [];
        foreach (int limit in limits)
        {
            (string[] wrapper, Dictionary<string, string> variables) = run(limit);
            (code, string output, error) = ChildProcess.Run(wrapper, variables, "predict", image);
            Assert.StartsWith(output, expected, StringComparison.Ordinal);
            if (code == 0) Assert.Equal(expected, output);
            // Where .NET itself has no memory to start, a signal may end the process before it can say anything.
            else Assert.True(error.Length > 0 || code > EndedBySignal, $"{limit} MB: code {code} without a message");
            // A shortage of memory is no fault of the image or of the model.
            Assert.DoesNotContain(nameof(InvalidDataException), error, StringComparison.Ordinal);
            codes.Add(code);
        }
        Assert.NotEqual(0, codes[0]);
        Assert.Equal(0, codes[^1]);
    }
}
