using FerNet.Imaging;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using Microsoft.ML;

namespace FerNet.Tests.Pipelines;

/// <summary>A system whose temporary folder cannot be written in. No other test runs beside these: the variable is the process's.</summary>
[CollectionDefinition(nameof(NoTemporaryFolderTests), DisableParallelization = true)]
[Collection(nameof(NoTemporaryFolderTests))]
public sealed class NoTemporaryFolderTests : IDisposable
{
    private const string Missing = "/proc/no-such-folder";
    private readonly string? before = Environment.GetEnvironmentVariable("TMPDIR");

    public NoTemporaryFolderTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The variable of this test is Unix's.");
        _ = SmallModel.Bytes;
        Environment.SetEnvironmentVariable("TMPDIR", Missing);
    }

    public void Dispose() => Environment.SetEnvironmentVariable("TMPDIR", before);

    [Fact]
    public void Save_and_Transform_say_what_they_need_and_prediction_needs_nothing()
    {
        using EmotionModel model = SmallModel.Load();
        MLContext context = new();
        IDataView data =
            context.Data.LoadFromEnumerable(
                [new Row { Image = EncodedImages.Gray(new byte[FacePatch.PixelCount], FacePatch.Size, FacePatch.Size) }]);
        foreach (Action act in (Action[])[() => model.Save(new MemoryStream()), () => model.Transform(data)])
        {
            string message = Assert.Throws<IOException>(act).Message;
            Assert.Contains(Missing, message);
            Assert.Contains("TMPDIR", message);
        }
        using EmotionPredictor predictor = new(model);
        Assert.Equal(1,
            predictor.Predict(EncodedImages.Gray(new byte[FacePatch.PixelCount], FacePatch.Size, FacePatch.Size)).Probabilities.Sum(),
            1e-4f);

        // The failure does not stick.
        Environment.SetEnvironmentVariable("TMPDIR", before);
        using MemoryStream zip = new();
        model.Save(zip);
        Assert.True(zip.Length > 0);
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }
}
