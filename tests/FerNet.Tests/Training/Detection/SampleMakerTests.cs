using FerNet.Data.Detection;
using FerNet.Tests.Support;
using FerNet.Training.Detection;

namespace FerNet.Tests.Training.Detection;

public sealed class SampleMakerTests : IDisposable
{
    private const int Side = 128;

    private readonly TemporaryFolder folder = new();
    private readonly TrainingPhoto[] photos;
    private readonly ImagePyramid[] grounds;

    public SampleMakerTests()
    {
        photos = TrainingPhoto.Load(DrawnPhotographs.Write(folder, 9, seed: 100).Photos, default);
        grounds = [.. DrawnPhotographs.WriteGrounds(folder, 3, seed: 1).Select(path => new ImagePyramid(RgbImage.Load(path)))];
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_same_number_gives_the_same_input_and_another_one_another()
    {
        SampleMaker maker = new(photos, grounds, Side, seed: 5), same = new(photos, grounds, Side, seed: 5),
            other = new(photos, grounds, Side, seed: 6);
        byte[] one = new byte[Side * Side * 3], two = new byte[Side * Side * 3], three = new byte[Side * Side * 3];
        DetectionSample first = maker.Make(17, one);
        maker.Make(3, two);
        DetectionSample second = same.Make(17, two);
        other.Make(17, three);
        Assert.Equal(one, two);
        Assert.Equal(first.Faces.Select(face => face.Box), second.Faces.Select(face => face.Box));
        Assert.Equal(first.Ignored, second.Ignored);
        Assert.NotEqual(one, three);
    }

    [Fact]
    public void Faces_of_all_sizes_lie_within_the_input()
    {
        SampleMaker maker = new(photos, grounds, Side, seed: 5);
        byte[] canvas = new byte[Side * Side * 3];
        List<float> sizes = [];
        int empty = 0;
        for (int number = 0; number < 400; number++)
        {
            DetectionSample sample = maker.Make(number, canvas);
            foreach (FaceBox box in sample.Faces.Select(face => face.Box).Concat(sample.Ignored))
                Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Width <= Side + 0.01f && box.Y + box.Height <= Side + 0.01f
                    && box.Width > 0 && box.Height > 0, $"{box}");
            sizes.AddRange(sample.Faces.Select(face => TrainingPhoto.SizeOf(face.Box)));
            Assert.All(sample.Faces, face => Assert.InRange(TrainingPhoto.SizeOf(face.Box), DetectionSample.SmallestFace, Side));
            if (sample.Faces.Count + sample.Ignored.Count == 0) empty++;
        }
        Assert.InRange(empty, 10, 120);
        Assert.InRange(sizes.Count(size => size < 24) / (double)sizes.Count, 0.15, 0.8);
        Assert.InRange(sizes.Count(size => size > 60) / (double)sizes.Count, 0.05, 0.6);
    }

    /// <summary>Where a label says that a right eye is, the input shows it: the landmarks move with the pixels.</summary>
    [Fact]
    public void Landmarks_keep_their_order_in_the_image()
    {
        SampleMaker maker = new(photos, [], Side, seed: 8);
        byte[] canvas = new byte[Side * Side * 3];
        int upright = 0, right = 0;
        for (int number = 0; number < 200; number++)
        {
            foreach (SampleFace face in maker.Make(number, canvas).Faces)
            {
                float[] points = face.Landmarks!;
                upright++;
                // Few views are turned by more than 60 degrees.
                if (points[0] < points[2] && points[6] < points[8]) right++;
            }
        }
        Assert.InRange(upright, 100, 1000);
        Assert.InRange(right / (double)upright, 0.93, 1);
    }

    [Theory]
    [InlineData(0.5f, 1, false)]
    [InlineData(0.2f, 2, false)]
    [InlineData(0.2f, 3, true)]
    [InlineData(null, null, true)]
    public void Ignored_zones_of_low_scores_are_background(float? score, int? agreement, bool isKept)
    {
        AnnotatedFace zone = new(new FaceBox(10, 10, 30, 30), true) { Score = score, Agreement = agreement };
        TrainingPhoto photo = TrainingPhoto.Load([new AnnotatedPhoto(folder.File("drawn/photos/000.png"), [zone])], default)[0];
        Assert.Equal(isKept || score >= 0.3f ? 1 : 0, photo.Faces.Length);
    }
}
