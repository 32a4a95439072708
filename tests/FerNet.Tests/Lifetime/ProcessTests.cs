using System.Globalization;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Lifetime;

/// <summary>What a process that predicts leaves behind, and how it ends. Each runs as a process of its own.</summary>
public class ProcessTests
{
    [Theory]
    [InlineData("return")]
    [InlineData("exit")]
    public void A_process_that_ends_while_threads_predict_prints_nothing(string how)
    {
        using TemporaryFolder home = new();
        for (int i = 0; i < 3; i++)
        {
            (int code, string output, string error) =
                ChildProcess.Run(new Dictionary<string, string> { ["HOME"] = home.Path }, "end-while-predicting", how);
            Assert.Equal((0, "ending", ""), (code, output.Trim(), error));
        }
    }

    [Fact]
    public void A_prediction_writes_nothing_anywhere()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The folders of a home differ elsewhere.");
        using TemporaryFolder folder = new();
        string image = Image(folder);
        // No folder to write to but HOME, which is empty and stays so. The process runs as root in a container, so that a mode of read-only
        // would not stop it.
        string home = Directory.CreateDirectory(folder.File("home")).FullName;
        (int code, string output, string error) = ChildProcess.Run(Environment(folder), "predict", image);
        Assert.True(code == 0, error);
        Assert.Equal(7, output.Trim().Split('\n').Length);
        Assert.Empty(Directory.GetFileSystemEntries(home, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void ML_NET_may_start_the_native_library_first()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The folders of a home differ elsewhere.");
        using TemporaryFolder folder = new();
        using (EmotionModel model = EmotionModel.LoadFast()) model.Save(folder.File("model.zip"));
        string image = Image(folder), zip = folder.File("model.zip"), home = Directory.CreateDirectory(folder.File("home")).FullName;
        Dictionary<string, string> environment = Environment(folder);
        // ML.NET itself unpacks the network into the temporary folder when it loads a zip.
        environment.Remove("TMPDIR");
        (int code, string output, string error) = ChildProcess.Run(environment, "mlnet-first", zip, image);
        Assert.True(code == 0, error);
        Assert.Equal(2, output.Trim().Split('\n').Length);
        Assert.Empty(Directory.GetFileSystemEntries(home, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_application_may_have_registered_an_arena_of_its_own()
    {
        using TemporaryFolder home = new();
        string image = Image(home);
        // Such an application switches the telemetry off itself.
        string output = Run(home, ["env", "ORT_DISABLE_TELEMETRY=1"], "own-arena", image);
        using EmotionPredictor predictor = EmotionPredictor.CreateFast();
        Assert.Equal(predictor.Predict(image).ToString(), output);
    }

    [Fact]
    public void Sessions_share_one_arena()
    {
        RequireTaskset(1);
        using TemporaryFolder home = new();
        long[] kilobytes = [.. Run(home, ["taskset", "-c", "0"], "memory").Split('\n')
            .Select(line => long.Parse(line, CultureInfo.InvariantCulture))];
        // 19 more models need some 5 MB each; an arena for each of them would keep 20 MB more.
        Assert.InRange(kilobytes[1] - kilobytes[0], 0, 200_000);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("0,1", 2)]
    public void Sessions_share_one_pool_that_is_as_large_as_the_process_may_use_processors(string processors, int count)
    {
        RequireTaskset(count);
        using TemporaryFolder home = new();
        int[] threads = [.. Run(home, ["taskset", "-c", processors], "threads").Split('\n')
            .Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        // The thread that calls is one of the pool's.
        Assert.Equal((count - 1, 0), (threads[1] - threads[0], threads[2] - threads[1]));
    }

    [Fact]
    public void Sessions_of_ML_NET_keep_to_the_processors_of_the_process()
    {
        RequireTaskset(2);
        using TemporaryFolder home = new();
        Assert.Equal("1", Run(home, ["taskset", "-c", "0"], "native-variable", "ORT_INTRA_OP_NUM_THREADS"));
        Assert.Equal("3",
            Run(home, ["taskset", "-c", "0", "env", "ORT_INTRA_OP_NUM_THREADS=3"], "native-variable", "ORT_INTRA_OP_NUM_THREADS"));
    }

    private static void RequireTaskset(int processors) =>
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/taskset")
            && System.Environment.ProcessorCount >= processors, $"Needs /proc, taskset and {processors} processors.");

    private static string Run(TemporaryFolder home, string[] wrapper, params string[] arguments)
    {
        (int code, string output, string error) =
            ChildProcess.Run(wrapper, new Dictionary<string, string> { ["HOME"] = home.Path }, arguments);
        Assert.True(code == 0, error);
        return output.Trim();
    }

    /// <summary>HOME is an empty folder and TMPDIR one that does not exist: whoever wants to write a temporary file fails.</summary>
    private static Dictionary<string, string> Environment(TemporaryFolder folder) => new()
    {
        ["HOME"] = folder.File("home"),
        ["TMPDIR"] = folder.File("none"),
        ["DOTNET_EnableDiagnostics"] = "0",
    };

    private static string Image(TemporaryFolder folder)
    {
        byte[] levels = new byte[120 * 90];
        new Random(5).NextBytes(levels);
        return folder.Write("image.png", EncodedImages.Gray(levels, 120, 90));
    }
}
