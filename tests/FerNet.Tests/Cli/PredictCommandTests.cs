using System.Text.Json;
using FerNet.Cli.Annotation;
using FerNet.Drawing;
using FerNet.Faces;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Cli;

public sealed class PredictCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(48, 48)]
    [InlineData(3, 200)]
    [InlineData(900, 40)]
    [InlineData(1600, 1200)]
    public void A_drawing_has_the_size_of_its_image_whatever_that_is(int width, int height)
    {
        byte[] levels = new byte[width * height];
        new Random(1).NextBytes(levels);
        EmotionPrediction[] faces =
        [
            new([0, 0, 0, 0.9f, 0.1f, 0, 0], 0) { Box = new FaceBox(-5, -5, width, height), Landmarks = Points(width) },
            new([1, 0, 0, 0, 0, 0, 0], 0) { Box = new FaceBox(width - 4, height - 4, 30, 30) },
            new([0, 0, 0, 0, 0, 0, 1], 0),
        ];
        using SKBitmap drawing = SKBitmap.Decode(
            AnnotatedImage.Png(InputImage.FromPixels(levels, width, height, PixelFormat.Gray8), faces, withLandmarks: true));
        Assert.Equal((width, height), (drawing.Width, drawing.Height));
        Assert.Contains(drawing.Pixels, pixel => pixel.Red != pixel.Blue);
    }

    [Fact]
    public void Boxes_are_drawn_where_the_faces_are_and_the_input_stays_as_it_was()
    {
        string photo = SharedData.Path("photos/family.jpg"), drawing = folder.File("family.png"), why = folder.File("why.png");
        byte[] before = File.ReadAllBytes(photo);
        Shell shell = Shell.Run("predict", photo, "--json", "--annotate", drawing, "--explain", why);
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Equal(before, File.ReadAllBytes(photo));
        JsonElement[] faces = [.. JsonDocument.Parse(shell.Output).RootElement.GetProperty("faces").EnumerateArray()];
        Assert.True(faces.Length >= 3);
        using SKBitmap original = SKBitmap.Decode(photo), drawn = SKBitmap.Decode(drawing);
        Assert.Equal((original.Width, original.Height), (drawn.Width, drawn.Height));
        foreach (JsonElement face in faces)
        {
            JsonElement box = face.GetProperty("box");
            int x = (int)(box.GetProperty("x").GetSingle() + (box.GetProperty("width").GetSingle() / 2)),
                y = (int)(box.GetProperty("y").GetSingle() + box.GetProperty("height").GetSingle());
            Assert.Contains(Enumerable.Range(-3, 7), dy => original.GetPixel(x, y + dy) != drawn.GetPixel(x, y + dy));
        }
        using SKBitmap explained = SKBitmap.Decode(why);
        Assert.True(explained.Width > 2 * 300);
    }

    [Fact]
    public void Several_images_are_drawn_into_a_folder_and_never_over_themselves()
    {
        string one = folder.Write("a/face.png", DrawnFaces.Png(Emotion.Happy, 1, 100)),
            two = folder.Write("b/face.png", DrawnFaces.Png(Emotion.Sad, 2, 120));
        Shell shell = Shell.Run("predict", one, two, "--annotate", folder.File("drawn"));
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Equal(["face-2.png", "face.png"],
            Directory.GetFiles(folder.File("drawn")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Shell refused = Shell.Run("predict", one, "--annotate", one);
        Assert.Equal(2, refused.Code);
        Assert.Contains("overwrite", refused.Error);
    }

    [Fact]
    public void A_misspelled_option_is_no_image()
    {
        Shell shell = Shell.Run("predict", "me.jpg", "--anotate", "me.png");
        Assert.Equal(2, shell.Code);
        Assert.Contains("Unrecognized option '--anotate'.", shell.Error);
    }

    [Fact]
    public void Landmarks_need_a_drawing()
    {
        Shell shell = Shell.Run("predict", "me.jpg", "--landmarks");
        Assert.Equal(2, shell.Code);
        Assert.Contains("--landmarks needs --annotate, the drawing that shows them.", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_missing_is_told_in_the_words_of_the_command_line()
    {
        Shell shell = Shell.Run("predict", "me.jpg", "--model", folder.File("none.zip"));
        Assert.Equal(1, shell.Code);
        Assert.Equal($"fernet: There is no model file at {folder.File("none.zip")}. Check the path, or train a model and save it with " +
            "'fernet train --output FILE.zip'.", shell.Error.TrimEnd());
    }

    [Fact]
    public void A_link_stays_one_and_a_device_is_refused_before_any_work()
    {
        string image = folder.Write("face.png", DrawnFaces.Png(Emotion.Happy, seed: 1, side: 120)), link = folder.File("link.png");
        File.CreateSymbolicLink(link, folder.File("drawn.png"));
        Shell drawn = Shell.Run("predict", image, "--annotate", link);
        Assert.True(drawn.Code == 0, drawn.Error);
        Assert.NotNull(new FileInfo(link).LinkTarget);
        using SKBitmap read = SKBitmap.Decode(folder.File("drawn.png"));
        Assert.Equal(120, read.Width);

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no folder of devices.");
        Shell refused = Shell.Run("export", "--output", "/dev/null");
        Assert.NotEqual(0, refused.Code);
        Assert.Contains("a device or a pipe", refused.Error);
    }

    [Fact]
    public void A_required_face_that_is_missing_is_an_error_of_that_image_alone()
    {
        using SKBitmap black = new(80, 60);
        using SKData png = black.Encode(SKEncodedImageFormat.Png, 100);
        string dark = folder.Write("dark.png", png.ToArray());
        Shell strict = Shell.Run("predict", dark, "--faces", "required", "--json");
        Assert.Equal(1, strict.Code);
        Assert.Contains("No face", JsonDocument.Parse(strict.Output).RootElement.GetProperty("error").GetString());
        Shell text = Shell.Run("predict", dark, "--faces", "required");
        Assert.Equal((1, ""), (text.Code, text.Output));
        Assert.Equal($"fernet: {dark}: No face was found in the image of 80 x 60 pixels. Use a clearer image, lower --threshold or " +
            "--min-face-size, raise --max-input-side, or use --faces auto.", text.Error.TrimEnd());
        Shell loose = Shell.Run("predict", dark, "--json");
        Assert.Equal(0, loose.Code);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(loose.Output).RootElement.GetProperty("faces")[0].GetProperty("box").ValueKind);
    }

    private static FaceLandmarks Points(float side) => FaceLandmarks.FromArray(
        [new(side * 0.3f, side * 0.4f), new(side * 0.7f, side * 0.4f), new(side * 0.5f, side * 0.6f), new(side * 0.35f, side * 0.8f),
            new(side * 0.65f, side * 0.8f)]);
}
