using System.Diagnostics;
using FerNet.Imaging;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using Microsoft.ML.Data;

namespace FerNet.Tests.Prediction;

/// <summary>No prediction writes a file: each works in a process whose temporary folder is not there.</summary>
public sealed class NoDiskTests
{
    private const string NoFolder = "/no-such-folder/fernet";

    [Fact]
    public void Every_prediction_works_without_a_temporary_folder()
    {
        string executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "FerNet.Tests.exe" : "FerNet.Tests");
        ProcessStartInfo start =
            new(executable,
                ["--filter-method", $"{typeof(NoDiskTests).FullName}.{nameof(Predict_in_every_way)}", "--explicit", "only", "--no-ansi"]);
        foreach (string name in (string[])["TMPDIR", "TMP", "TEMP"]) start.Environment[name] = NoFolder;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        (int code, string output, string error) = ProcessRun.Of(start, Timeout.InfiniteTimeSpan);
        Assert.True(code == 0 && output.Contains("succeeded: 1", StringComparison.Ordinal), output + error);
    }

    /// <summary>Run by the test above in a process of its own.</summary>
    [Fact(Explicit = true)]
    public async Task Predict_in_every_way()
    {
        Assert.StartsWith(NoFolder, Path.GetTempPath(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetTempPath()));
        byte[] levels = [.. Enumerable.Range(0, 96 * 96).Select(i => (byte)((i % 96 * 2) + (i / 96)))];
        byte[] png = EncodedImages.Gray(levels, 96, 96);
        using EmotionPredictor predictor = EmotionPredictor.CreateFast();
        using MLImage image = MLImage.CreateFromStream(new MemoryStream(png));
        float[] expected = [.. predictor.Predict(png).Probabilities];
        Assert.Equal(expected, predictor.Predict(new MemoryStream(png)).Probabilities);
        Assert.Equal(expected, (await predictor.PredictAsync(new MemoryStream(png), TestContext.Current.CancellationToken)).Probabilities);
        Assert.Equal(expected, predictor.Predict(image).Probabilities);
        Assert.Equal(expected, FerNet.Imaging.MLImageReader.FromBitmap(image).Gray.Pixels is { } pixels
            ? predictor.Predict(InputImage.FromPixels(pixels, 96, 96, PixelFormat.Gray8)).Probabilities
            : []);
        predictor.PredictFaces(png);
        predictor.Explain(InputImage.Decode(png));
        predictor.PredictPatch(new byte[FacePatch.PixelCount]);
    }
}
