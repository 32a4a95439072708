using FerNet.Faces;
using FerNet.Faces.Framing;
using FerNet.Imaging;
using FerNet.Prediction;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Prediction;

/// <summary>Folders of photographs: the face in each of them becomes the patch to train on.</summary>
public class FaceCropperTests
{
    private const int Width = 200, Height = 120;

    private static readonly byte[] Levels =
        [.. Enumerable.Range(0, Width * Height).Select(i => (byte)((i * 7 % Width) + (i / Width % 50)))];

    [Fact]
    public void The_largest_face_is_the_patch_and_without_one_the_middle_of_the_image()
    {
        FaceBox small = new(5, 5, 30, 30), large = new(60, 20, 72, 72);
        using FaceCropper finds = new(new FerDatasetOptions { Faces = FaceSearch.Auto, FaceDetector = new Places(small, large) });
        using FaceCropper findsNothing = new(new FerDatasetOptions { Faces = FaceSearch.Auto, FaceDetector = new Places() });
        byte[] file = EncodedImages.Gray(Levels, Width, Height), expected = new byte[FacePatch.PixelCount];
        PatchCropper.Cut(new GrayImage(Width, Height, Levels), CropOf(large), expected);

        Assert.Equal(expected, finds.Cut(new MemoryStream(file), "a.png").Patch);
        Assert.Equal(
            PatchCropper.CropCenteredSquare(new GrayImage(Width, Height, Levels)), findsNothing.Cut(new MemoryStream(file), "a.png").Patch);
    }

    [Theory]
    [InlineData(45, 8, 110, true)]
    [InlineData(60, 10, 84, false)]
    [InlineData(35, -5, 130, true)]
    [InlineData(-60, -15, 150, false)]
    public void An_image_of_little_but_one_face_is_not_cut_again(float x, float y, float side, bool isWhole)
    {
        FaceBox face = new(x, y, side, side);
        using FaceCropper cutter = new(new FerDatasetOptions { Faces = FaceSearch.Auto, FaceDetector = new Places(face) });
        GrayImage image = new(Width, Height, Levels);
        byte[] expected = new byte[FacePatch.PixelCount];
        PatchCropper.Cut(image, isWhole ? FaceFraming.CenteredSquare(Width, Height) : CropOf(face), expected);
        Assert.Equal(expected, cutter.Cut(new MemoryStream(EncodedImages.Gray(Levels, Width, Height)), "a.png").Patch);
    }

    [Fact]
    public void An_image_no_larger_than_a_patch_is_not_searched_unless_a_face_is_required()
    {
        byte[] levels = [.. Levels.Take(48 * 48)], small = EncodedImages.Gray(levels, 48, 48),
            larger = EncodedImages.Gray([.. Levels.Take(49 * 48)], 49, 48);
        FaceBox part = new(10, 10, 20, 20);
        using FaceCropper cutter = new(new FerDatasetOptions { FaceDetector = new Places(part) });
        Assert.Equal(levels, cutter.Cut(new MemoryStream(small), "a.png").Patch);
        byte[] expected = new byte[FacePatch.PixelCount];
        PatchCropper.Cut(new GrayImage(49, 48, [.. Levels.Take(49 * 48)]), CropOf(part), expected);
        Assert.Equal(expected, cutter.Cut(new MemoryStream(larger), "b.png").Patch);
        using FaceCropper strict = new(new FerDatasetOptions { Faces = FaceSearch.Required, FaceDetector = new Places(part) });
        PatchCropper.Cut(new GrayImage(48, 48, levels), CropOf(part), expected);
        Assert.Equal(expected, strict.Cut(new MemoryStream(small), "a.png").Patch);
    }

    [Fact]
    public void A_folder_is_read_so_unless_it_is_told_otherwise()
    {
        using SKBitmap scene = new(320, 240);
        scene.Erase(new SKColor(120, 130, 140));
        DrawnImage.DrawFace(scene, Emotion.Surprise, seed: 3, new FaceBox(190, 40, 100, 100));
        using TemporaryFolder folder = new();
        string file = folder.Write("album/surprise/0.png", scene.Encode(SKEncodedImageFormat.Png, 100).ToArray());
        using EmotionPredictor predictor = EmotionPredictor.CreateFast();
        byte[] face = new byte[FacePatch.PixelCount];
        PatchCropper.Cut(InputImage.Load(file).GrayImage, predictor.Predict(file).Crop!, face);

        Assert.Equal(face, FerDataset.Load(folder.File("album")).Pixels(0).ToArray());
        Assert.Equal(PatchCropper.CropCenteredSquare(InputImage.Load(file).GrayImage),
            FerDataset.Load(folder.File("album"), new FerDatasetOptions { Faces = FaceSearch.None }).Pixels(0).ToArray());
    }

    [Fact]
    public void A_dataset_can_be_read_so_and_an_image_without_a_face_is_then_a_bad_one()
    {
        using TemporaryFolder folder = new();
        folder.Write("happy/wide.png", EncodedImages.Gray(Levels, Width, Height));
        folder.Write("sad/narrow.png", EncodedImages.Gray(Levels, Height, Width));
        FerDatasetOptions options = new() { Faces = FaceSearch.Required, FaceDetector = new WideImages() };

        string message = Assert.Throws<InvalidDataException>(() => FerDataset.Load(folder.Path, options)).Message;
        Assert.StartsWith("sad/narrow.png: no face was found in its 120 x 200 pixels", message, StringComparison.Ordinal);

        FerDataset faces = FerDataset.Load(folder.Path, options with { SkipBadRows = true });
        Assert.Equal((1, 1, Emotion.Happy), (faces.Count, faces.SkippedRows, faces.Label(0)));
    }

    [Fact]
    public void What_goes_wrong_in_a_detector_arrives_as_itself()
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["a", "b", "c"]) folder.Write($"happy/{name}.png", EncodedImages.Gray(Levels, Width, Height));
        Assert.Throws<NotSupportedException>(() =>
            FerDataset.Load(folder.Path, new FerDatasetOptions { Faces = FaceSearch.Auto, FaceDetector = new Broken() }));
    }

    private static FaceCrop CropOf(FaceBox box) => FaceFraming.FromBox(box, FramingSettings.Default);

    private sealed class Broken : IFaceDetector
    {
        public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("This detector finds nothing, ever.");
    }

    /// <summary>A detector that knows where the faces are.</summary>
    private sealed class Places(params FaceBox[] places) : IFaceDetector
    {
        public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken = default) =>
            [.. places.Select(place => new DetectedFace { Box = place, Confidence = 0.9f })];
    }

    /// <summary>A detector that finds a face in every image that is wider than high.</summary>
    private sealed class WideImages : IFaceDetector
    {
        public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken = default) =>
            image.Width > image.Height ? [new DetectedFace { Box = new FaceBox(10, 10, 60, 60), Confidence = 0.9f }] : [];
    }
}
