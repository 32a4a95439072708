using FerNet.Data;
using FerNet.Data.Images;
using FerNet.Imaging;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Data;

public class ImageFolderTests
{
    [Fact]
    public void Folders_name_split_and_emotion_and_any_size_becomes_a_face()
    {
        using TemporaryFolder folder = new();
        folder.Write("faces/train/happy/a.png", Flat(48, 48, 10));
        folder.Write("faces/train/Sadness/b.jpg", Flat(300, 200, 80, SKEncodedImageFormat.Jpeg));
        folder.Write("faces/test/0_Angry/c.png", Flat(20, 30, 120));
        folder.Write("faces/validation/surprised/d.webp", Flat(64, 64, 200, SKEncodedImageFormat.Webp));
        folder.Write("faces/readme.txt", "not an image"u8);

        LoadedFaces loaded = ImageFolder.Read(folder.Path, false, ImageFolder.ReadCenteredSquare, CancellationToken.None);

        Assert.True(loaded.HasLabels && loaded.HasSplits);
        Assert.Equal(
            [(Emotion.Angry, DatasetSplit.PrivateTest), (Emotion.Sad, DatasetSplit.Training), (Emotion.Happy, DatasetSplit.Training),
                (Emotion.Surprise, DatasetSplit.PublicTest)],
            loaded.Faces.Select(face => ((Emotion)face.Label, face.Split)));
        foreach ((FaceRecord face, byte level) in loaded.Faces.Zip((byte[])[120, 80, 10, 200]))
            Assert.All(face.Pixels.ToArray(), pixel => Assert.InRange(pixel, level - 2, level + 2));
    }

    [Fact]
    public void Images_that_cannot_be_read_are_not_passed_over_in_silence()
    {
        using TemporaryFolder folder = new();
        folder.Write("happy/1.png", Flat(48, 48, 1));
        folder.Write("happy/2.HEIC", [1, 2, 3]);
        string message = Assert.Throws<InvalidDataException>(() => FerDataset.Load(folder.Path)).Message;
        Assert.Equal(
            "happy/2.HEIC: images of this kind cannot be read; save it as PNG or JPEG. Or leave bad images out with SkipBadRows.",
                message);
        FerDataset rest = FerDataset.Load(folder.Path, new FerDatasetOptions { SkipBadRows = true });
        Assert.Equal((1, 1), (rest.Count, rest.SkippedRows));
    }

    [Fact]
    public void Each_face_knows_its_file_however_the_faces_are_dealt()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 20; i++) folder.Write($"{(i % 2 == 0 ? "happy" : "sad")}/{i}.png", Flat(48, 48, (byte)(10 * i)));
        FerDataset test = FerDataset.Load(folder.Path, new FerDatasetOptions { RandomSplit = true }).PrivateTest;
        Assert.Equal(2, test.Count);
        for (int i = 0; i < test.Count; i++)
        {
            int number = test.Pixels(i)[0] / 10;
            Assert.Equal($"{test.Label(i).Name()}/{number}.png", test.FileName(i));
        }
        Assert.Null(FerDataset.FromFaces(new byte[FacePatch.PixelCount], [Emotion.Happy]).FileName(0));
    }

    [Fact]
    public void A_gray_patch_saved_as_png_comes_back_to_the_byte()
    {
        using TemporaryFolder folder = new();
        folder.Write("fear/1.png", EncodedImages.Gray(Tables.Pixels(5), 48, 48));
        LoadedFaces loaded = ImageFolder.Read(folder.Path, false, ImageFolder.ReadCenteredSquare, CancellationToken.None);
        Assert.Equal(Tables.Pixels(5), loaded.Faces[0].Pixels.ToArray());
        Assert.Equal((byte)Emotion.Fear, loaded.Faces[0].Label);
    }

    [Fact]
    public void Images_without_folders_of_emotions_have_no_labels()
    {
        using TemporaryFolder folder = new();
        folder.Write("1.png", Flat(48, 48, 1));
        folder.Write("more/2.png", Flat(48, 48, 2));
        LoadedFaces loaded = ImageFolder.Read(folder.Path, false, ImageFolder.ReadCenteredSquare, CancellationToken.None);
        Assert.False(loaded.HasLabels);
        Assert.Equal([1, 2], loaded.Faces.Select(face => face.Row));
    }

    [Fact]
    public void A_bad_image_stops_the_load_or_is_skipped()
    {
        using TemporaryFolder folder = new();
        folder.Write("happy/1.png", Flat(48, 48, 1));
        folder.Write("happy/2.png", "rubbish"u8);
        folder.Write("odd/3.png", Flat(48, 48, 3));
        Assert.StartsWith("happy/2.png: not an image", Error(folder), StringComparison.Ordinal);

        LoadedFaces loaded = ImageFolder.Read(folder.Path, true, ImageFolder.ReadCenteredSquare, CancellationToken.None);

        Assert.Single(loaded.Faces);
        Assert.Equal(2, loaded.Skipped.Count);
        Assert.StartsWith("odd/3.png: the folder names no emotion", loaded.Skipped.Messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_images_is_refused()
    {
        using TemporaryFolder folder = new();
        Assert.StartsWith($"{folder.Path}: no images", Error(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_in_a_circle_is_not_followed()
    {
        using TemporaryFolder folder = new();
        folder.Write("happy/1.png", Flat(48, 48, 1));
        Directory.CreateSymbolicLink(folder.File("happy/again"), folder.Path);
        Assert.Single(ImageFolder.Read(folder.Path, false, ImageFolder.ReadCenteredSquare, CancellationToken.None).Faces);
    }

    private static string Error(TemporaryFolder folder) =>
        Assert.Throws<InvalidDataException>(() =>
            ImageFolder.Read(folder.Path, false, ImageFolder.ReadCenteredSquare, CancellationToken.None)).Message;

    private static byte[] Flat(int width, int height, byte level, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        byte[] pixels = new byte[width * height];
        pixels.AsSpan().Fill(level);
        return EncodedImages.Gray(pixels, width, height, format);
    }
}
