using System.Text.Json;

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
}
