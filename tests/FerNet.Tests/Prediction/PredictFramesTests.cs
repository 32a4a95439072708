using FerNet.Faces;
using FerNet.Prediction;

namespace FerNet.Tests.Prediction;

public sealed class PredictFramesTests : IDisposable
{
    private readonly EmotionModel model = EmotionModel.LoadFast();

    public void Dispose() => model.Dispose();

    [Theory]
    [InlineData(FaceSearch.Auto)]
    [InlineData(FaceSearch.Required)]
    public async Task A_frame_without_a_face_does_not_end_the_film(FaceSearch search)
    {
        List<IReadOnlyList<TrackedFace>> answers =
            await Answers(search, Frame(160, 120, face: true), Frame(160, 120, face: false), Frame(160, 120, face: true));
        Assert.Equal([1, 0, 1], answers.Select(faces => faces.Count));
        Assert.Equal(answers[0][0].Id, answers[2][0].Id);
    }

    [Fact]
    public async Task A_face_keeps_its_number_and_its_smoothing_when_frames_change_their_size()
    {
        List<IReadOnlyList<TrackedFace>> answers = await Answers(
            FaceSearch.Auto, Frame(160, 120, face: true), Frame(640, 480, face: true), Frame(640, 480, face: false),
                Frame(320, 240, face: true));
        int id = answers[0][0].Id;
        Assert.Equal(id, answers[1][0].Id);
        Assert.Equal(id, answers[3][0].Id);
    }

    private async Task<List<IReadOnlyList<TrackedFace>>> Answers(FaceSearch search, params InputImage[] frames)
    {
        using EmotionPredictor predictor = new(model, new EmotionPredictorOptions { Faces = search, FaceDetector = new Bright() });
        List<IReadOnlyList<TrackedFace>> answers = [];
        await foreach (IReadOnlyList<TrackedFace> faces in predictor.PredictFramesAsync(InTime())) answers.Add(faces);
        return answers;

        async IAsyncEnumerable<InputImage> InTime()
        {
            foreach (InputImage frame in frames)
            {
                await Task.Yield();
                yield return frame;
            }
        }
    }

    /// <summary>An even image, bright where it shows a face.</summary>
    private static InputImage Frame(int width, int height, bool face)
    {
        byte[] levels = new byte[width * height];
        Array.Fill(levels, face ? (byte)200 : (byte)20);
        return InputImage.FromPixels(levels, width, height, PixelFormat.Gray8);
    }

    /// <summary>Finds a face at the same place of every bright image.</summary>
    private sealed class Bright : IFaceDetector
    {
        public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken) =>
            image.Gray[0] > 100
                ? [new DetectedFace
                {
                    Box = new FaceBox(image.Width * 0.2f, image.Height * 0.2f, image.Width * 0.25f, image.Height / 3f),
                    Confidence = 0.9f,
                }]
                : [];
    }
}
