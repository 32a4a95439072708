using FerNet.Faces;
using FerNet.Faces.YuNet;
using SkiaSharp;

namespace FerNet.Tests.Faces.Search;

/// <summary>The search around a network, with one that is at hand.</summary>
public sealed class FaceSearcherTests
{
    private static string Network => SharedData.Path("detectors/yunet_n_dynamic.onnx");

    private static string Photo => SharedData.Path("photos/astronaut.png");

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void A_face_on_its_side_or_head_is_found_where_it_is_asked_for(int degrees)
    {
        using YuNetFaceDetector upright = new(Network), any = new(Network, new FaceDetectorOptions { AnyOrientation = true });
        DetectedFace expected = upright.Detect(InputImage.Load(Photo))[0];
        using SKBitmap photo = SKBitmap.Decode(Photo), turned = new(photo.Width, photo.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        float half = photo.Width / 2f;
        using (SKCanvas canvas = new(turned))
        {
            canvas.RotateDegrees(degrees, half, half);
            canvas.DrawBitmap(photo, 0, 0);
        }
        DetectedFace found = any.Detect(InputImage.FromPixels(turned.Bytes, turned.Width, turned.Height, PixelFormat.Rgba32))[0];
        SKPoint eye = SKMatrix.CreateRotationDegrees(degrees, half, half)
            .MapPoint(expected.Landmarks!.RightEye.X, expected.Landmarks.RightEye.Y);
        Assert.Equal(eye.X, found.Landmarks!.RightEye.X, 6f);
        Assert.Equal(eye.Y, found.Landmarks.RightEye.Y, 6f);
        SKRect box = SKMatrix.CreateRotationDegrees(degrees, half, half)
            .MapRect(SKRect.Create(expected.Box.X, expected.Box.Y, expected.Box.Width, expected.Box.Height));
        Assert.InRange(found.Box.Overlap(new FaceBox(box.Left, box.Top, box.Width, box.Height)), 0.7f, 1);
    }

    [Fact]
    public void Landmarks_lie_where_a_face_has_them_whatever_the_size_of_the_search()
    {
        InputImage image = InputImage.Load(Photo);
        foreach (int side in (int[])[160, 320, 640])
        {
            using YuNetFaceDetector detector = new(Network, new FaceDetectorOptions { MaxInputSide = side });
            DetectedFace face = detector.Detect(image)[0];
            FaceLandmarks points = face.Landmarks!;
            Assert.All(points.ToArray(), point =>
                Assert.True(point.X > face.Box.X && point.X < face.Box.X + face.Box.Width && point.Y > face.Box.Y
                    && point.Y < face.Box.Y + face.Box.Height));
            Assert.True(points.RightEye.X < points.LeftEye.X && points.RightEye.Y < points.Nose.Y
                && points.Nose.Y < points.RightMouthCorner.Y);
        }
    }

    [Fact]
    public void Options_bound_what_is_returned()
    {
        InputImage image = InputImage.Load(SharedData.Path("photos/family.jpg"));
        using YuNetFaceDetector all = new(Network, new FaceDetectorOptions { MinFaceSize = 8 });
        IReadOnlyList<DetectedFace> faces = all.Detect(image);
        Assert.True(faces.Count >= 3);
        using YuNetFaceDetector two = new(Network, new FaceDetectorOptions { MinFaceSize = 8, MaxFaces = 2 });
        Assert.Equal(faces.Take(2), two.Detect(image));
        int size = (int)faces.Max(face => face.Box.Height);
        using YuNetFaceDetector large = new(Network, new FaceDetectorOptions { MinFaceSize = size });
        Assert.All(large.Detect(image), face => Assert.True(face.Box.Height >= size));
    }

    [Fact]
    public void A_canceled_search_stops()
    {
        using YuNetFaceDetector detector = new(Network);
        Assert.Throws<OperationCanceledException>(() => detector.Detect(InputImage.Load(Photo), new CancellationToken(canceled: true)));
    }
}
