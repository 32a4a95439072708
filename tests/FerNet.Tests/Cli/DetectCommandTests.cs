using System.Text.Json;
using FerNet.Tests.Support;
using SkiaSharp;

namespace FerNet.Tests.Cli;

public sealed class DetectCommandTests
{
    [Fact]
    public void Each_image_is_one_object_with_boxes_confidences_and_landmarks()
    {
        Shell shell = Shell.Run("detect", SharedData.Path("photos/astronaut.png"), SharedData.Path("photos/family.jpg"), "--json");
        Assert.True(shell.Code == 0, shell.Error);
        JsonElement[] images =
            [.. shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(2, images.Length);
        Assert.EndsWith("astronaut.png", images[0].GetProperty("file").GetString());
        Assert.True(images[1].GetProperty("faces").GetArrayLength() >= 3);
        foreach (JsonElement face in images.SelectMany(image => image.GetProperty("faces").EnumerateArray()))
        {
            Assert.InRange(face.GetProperty("box").GetProperty("width").GetSingle(), 8, 600);
            Assert.InRange(face.GetProperty("detectionConfidence").GetSingle(), 0.05f, 1);
            JsonElement landmarks = face.GetProperty("landmarks");
            Assert.True(landmarks.ValueKind == JsonValueKind.Null || landmarks.GetProperty("rightEye").GetArrayLength() == 2);
            Assert.False(face.TryGetProperty("emotion", out _));
        }
    }

    [Fact]
    public void A_higher_threshold_finds_no_more_and_a_missing_file_fails()
    {
        string photo = SharedData.Path("photos/family.jpg");
        Shell sure = Shell.Run("detect", photo, "--json", "--threshold", "0.9"),
            unsure = Shell.Run("detect", photo, "--json", "--threshold", "0.1");
        Assert.True(Count(sure) <= Count(unsure));
        Shell missing = Shell.Run("detect", "none.jpg", photo, "--json");
        Assert.Equal(1, missing.Code);
        Assert.Contains("none.jpg", JsonDocument.Parse(missing.Output.Split('\n')[0]).RootElement.GetProperty("error").GetString());

        static int Count(Shell shell) => JsonDocument.Parse(shell.Output).RootElement.GetProperty("faces").GetArrayLength();
    }

    [Fact]
    public void A_small_face_of_a_large_image_is_found_at_a_larger_side()
    {
        using TemporaryFolder folder = new();
        using SKBitmap bitmap = new(2560, 1280, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(180, 180, 180));
        DrawnImage.DrawFace(bitmap, Emotion.Happy, 3, new FaceBox(1000, 400, 44, 44));
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        string image = folder.Write("large.png", png.AsSpan());
        Assert.Equal(0, Faces("detect"));
        Assert.Equal(1, Faces("detect", "--max-input-side", "2560"));
        Assert.Equal(1, Faces("predict", "--max-input-side", "2560", "--model", "fast", "--faces", "required"));
        Assert.Equal(0, Faces("detect", "--max-input-side", "2560", "--min-face-size", "60"));

        int Faces(string command, params string[] options)
        {
            Shell shell = Shell.Run([command, image, "--json", .. options]);
            Assert.True(shell.Code == 0, shell.Error);
            return JsonDocument.Parse(shell.Output).RootElement.GetProperty("faces").GetArrayLength();
        }
    }

    [Fact]
    public void A_face_that_stands_on_its_head_is_found_in_any_orientation()
    {
        using TemporaryFolder folder = new();
        using SKBitmap upright = new(640, 480, SKColorType.Rgba8888, SKAlphaType.Opaque), turned = new(upright.Info);
        upright.Erase(new SKColor(180, 180, 180));
        DrawnImage.DrawFace(upright, Emotion.Happy, 3, new FaceBox(250, 150, 160, 160));
        using (SKCanvas canvas = new(turned))
        {
            canvas.RotateDegrees(180, 320, 240);
            canvas.DrawBitmap(upright, 0, 0);
        }
        using SKData png = turned.Encode(SKEncodedImageFormat.Png, 100);
        string image = folder.Write("turned.png", png.AsSpan());
        Shell shell = Shell.Run("detect", image, "--json", "--any-orientation");
        Assert.True(shell.Code == 0, shell.Error);
        Assert.Equal(1, JsonDocument.Parse(shell.Output).RootElement.GetProperty("faces").GetArrayLength());
    }

    [Theory]
    [InlineData("--threshold", "0.04", "it must be a number from 0.05 to 0.99")]
    [InlineData("--threshold", "1", "it must be a number from 0.05 to 0.99")]
    [InlineData("--threshold", "0,5", "it must be a number from 0.05 to 0.99")]
    [InlineData("--max-input-side", "8,192", "it must be a whole number from 32 to 8192")]
    [InlineData("--min-face-size", "7", "it must be a whole number from 8 to 10000")]
    [InlineData("--max-input-side", "31", "it must be a whole number from 32 to 8192")]
    [InlineData("--max-input-side", "8193", "it must be a whole number from 32 to 8192")]
    public void A_setting_out_of_range_is_wrong_usage(string option, string value, string expected)
    {
        foreach (string command in (string[])["detect", "predict"])
        {
            Shell shell = Shell.Run(command, "none.jpg", option, value);
            Assert.Equal(2, shell.Code);
            Assert.Contains($"{option} is {value}; {expected}", shell.Error, StringComparison.Ordinal);
        }
    }
}
