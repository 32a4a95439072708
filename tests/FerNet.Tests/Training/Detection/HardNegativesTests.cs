using FerNet.Data.Detection;
using FerNet.Tests.Support;
using FerNet.Training.Detection;

namespace FerNet.Tests.Training.Detection;

public sealed class HardNegativesTests : IDisposable
{
    private const int Side = 128;

    private readonly TemporaryFolder folder = new();
    private readonly FaceDetectionDataset photographs;

    public HardNegativesTests() => photographs = DrawnPhotographs.Write(folder, 6, seed: 300);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_face_that_is_not_marked_is_found_and_those_that_are_marked_or_ignored_are_not()
    {
        AnnotatedPhoto whole = photographs.Photos[0];
        AnnotatedPhoto unmarked = whole with { Faces = [] },
            ignored = whole with { Faces = [.. whole.Faces.Select(face => face with { IsIgnored = true })] };
        using FaceDetector start = FaceDetector.CreateDefault();
        HardNegative[] found = HardNegatives.Find(start, TrainingPhoto.Load([whole, ignored, unmarked], default), default);
        Assert.NotEmpty(found);
        Assert.All(found, place =>
        {
            Assert.Equal(2, place.Photo);
            Assert.Contains(whole.Faces, face => face.Box.Overlap(place.Box) > 0.4f);
        });
    }

    [Fact]
    public void The_share_says_how_many_inputs_show_a_hard_negative()
    {
        // The first photograph has no face, so that an input of it alone has none either.
        TrainingPhoto[] photos =
            TrainingPhoto.Load([photographs.Photos[0] with { Faces = [] }, .. photographs.Photos.Skip(1)], default);
        HardNegative[] places = [new HardNegative(0, new FaceBox(120, 90, 16, 16))];
        int[] empty = [.. ((double[])[0, 0.5, 1]).Select(share =>
        {
            SampleMaker maker = new(photos, [], Side, seed: 5) { HardNegatives = places, HardNegativeShare = share };
            byte[] canvas = new byte[Side * Side * 3];
            return Enumerable.Range(0, 200).Count(number => maker.Make(number, canvas).Faces.Count == 0);
        })];
        Assert.True(empty[0] + 20 < empty[1] && empty[1] + 20 < empty[2], string.Join(", ", empty));
    }

    [Fact]
    public void A_training_learns_from_the_mistakes_of_the_detector_that_it_starts_from_and_its_card_says_so()
    {
        using FaceDetector start = FaceDetector.CreateDefault();
        FaceDetectorTrainerOptions options = new()
        {
            Steps = 1,
            BatchSize = 2,
            InputSize = 64,
            StartFrom = start,
            HardNegativeShare = 0.25,
        };
        using FaceDetector trained = new FaceDetectorTrainer(options).Train(photographs, []);
        Assert.EndsWith("; hard negatives in 25 % of the views", trained.Card.Recipe, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_detector_to_start_from_there_are_no_mistakes_to_learn_from()
    {
        FaceDetectorTrainer trainer = new(new FaceDetectorTrainerOptions { HardNegativeShare = 0.1 });
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => trainer.Train(photographs, []));
        Assert.StartsWith("HardNegativeShare is 0.1, but there is no StartFrom", error.Message, StringComparison.Ordinal);
    }
}
