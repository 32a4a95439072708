using FerNet.Drawing;
using FerNet.Imaging;
using FerNet.Prediction;
using FerNet.Training;

namespace FerNet.Tests.Prediction;

public sealed class ExplainTests : IDisposable
{
    private const int Block = 4, BlocksAcross = FacePatch.Size / Block, Hidden = 14;

    private readonly EmotionPredictor predictor = EmotionPredictor.CreateDefault(new EmotionPredictorOptions { Faces = FaceSearch.None });

    public void Dispose() => predictor.Dispose();

    [Fact]
    public void Relevance_is_the_mean_fall_over_the_windows_of_each_size()
    {
        // A made-up score that looks at one pixel only: just the windows over it let it fall, by ln 2.
        byte[] patch = [.. Enumerable.Range(0, FacePatch.PixelCount).Select(i => (byte)(i == (10 * 48) + 21 ? 255 : 0))];
        float[] relevance = Occlusion.ComputeRelevance(Score, patch, answer: 2);
        Assert.Equal(2 * MathF.Log(2), relevance[(10 * 48) + 21], 1e-4f);
        Assert.Equal(0, relevance[(40 * 48) + 40]);
        Assert.True(relevance[(10 * 48) + 17] > 0 && relevance[(10 * 48) + 17] < relevance[(10 * 48) + 21]);

        static float[] Score(byte[] patches) =>
        [
            .. patches.Chunk(FacePatch.PixelCount).SelectMany(one => (float[])[0, 0, one[(10 * 48) + 21] == 255 ? 0.8f : 0.4f, 0, 0, 0, 0]),
        ];
    }

    [Fact]
    public void Smoothing_is_the_mean_around_a_pixel()
    {
        byte[] patch = [.. Enumerable.Range(0, FacePatch.PixelCount).Select(i => (byte)(i * 31))];
        byte[] smooth = Occlusion.Smooth(patch);
        double sum = 0;
        for (int y = 3; y <= 17; y++)
        {
            for (int x = 20; x <= 34; x++) sum += patch[(y * 48) + x];
        }
        Assert.Equal((int)(sum / 225), smooth[(10 * 48) + 27]);
    }

    [Fact]
    public void Hiding_the_most_relevant_tenth_of_drawn_faces_costs_more_than_hiding_any_tenth()
    {
        byte[][] faces = [.. Enumerable.Range(0, 21).Select(i => DrawnFaces.Patch((Emotion)(i % 7), 300 + i))];
        (double relevant, double random) = Cost(faces);
        Assert.True(relevant > random, $"hiding the relevant tenth costs {relevant:0.000}, any tenth {random:0.000}");
    }

    [Fact]
    public void Hiding_the_most_relevant_tenth_of_real_faces_costs_more_than_hiding_any_tenth()
    {
        FerDataset faces = FerDataset.Load(SharedData.Path("fer2013.csv.gz"), new FerDatasetOptions { Limit = 200 }).PublicTest;
        (double relevant, double random) = Cost([.. Enumerable.Range(0, faces.Count).Select(i => faces.Pixels(i).ToArray())]);
        TestContext.Current.SendDiagnosticMessage($"relevant tenth {relevant:0.000}, any tenth {random:0.000}");
        Assert.True(relevant > 2 * random, $"hiding the relevant tenth costs {relevant:0.000}, any tenth {random:0.000}");
    }

    /// <summary>How much the answer's probability falls on average.</summary>
    private (double Relevant, double Random) Cost(byte[][] faces)
    {
        double relevant = 0, random = 0;
        CounterRandom drawn = new(7);
        foreach (byte[] face in faces)
        {
            EmotionExplanation explanation = predictor.Explain(InputImage.FromPixels(face, 48, 48, PixelFormat.Gray8));
            Assert.Equal(face, explanation.Patch.ToArray());
            EmotionPrediction answer = explanation.Prediction;
            // All pixels of a block have one relevance, since windows move by whole blocks.
            int[] blocks =
                [.. Enumerable.Range(0, BlocksAcross * BlocksAcross).OrderByDescending(block => explanation.Relevance.Span[First(block)])];
            relevant += answer.Confidence - After(face, blocks[..Hidden])[answer.Emotion];
            random += answer.Confidence - After(face, drawn.Permutation(blocks.Length)[..Hidden])[answer.Emotion];
        }
        return (relevant / faces.Length, random / faces.Length);
    }

    private EmotionPrediction After(byte[] face, int[] blocks)
    {
        byte[] hidden = [.. face], smooth = Occlusion.Smooth(face);
        foreach (int block in blocks)
        {
            for (int row = 0; row < Block; row++)
                smooth.AsSpan(First(block) + (row * 48), Block).CopyTo(hidden.AsSpan(First(block) + (row * 48)));
        }
        return predictor.PredictPatch(hidden);
    }

    private static int First(int block) => (block / BlocksAcross * Block * 48) + (block % BlocksAcross * Block);
}
