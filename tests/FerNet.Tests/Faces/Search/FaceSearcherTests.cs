using FerNet.Faces;
using FerNet.Faces.Search;
using FerNet.Faces.YuNet;
using FerNet.Networks.Detection;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;
using Microsoft.ML.OnnxRuntime;
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

    /// <summary>The copies are mirrored; what is found in them lies in the image as it is.</summary>
    [Fact]
    public void A_face_of_a_copy_is_mirrored_back()
    {
        InputImage image = InputImage.FromPixels(new byte[400 * 300], 400, 300, PixelFormat.Gray8);
        FacePoint[] points = [new(30, 40), new(50, 40), new(41, 52), new(33, 60), new(48, 60)];
        DetectedFace seen = new() { Box = new FaceBox(20, 25, 40, 50), Confidence = 0.9f, Landmarks = FaceLandmarks.FromArray(points) };
        using FaceDetector shipped = FaceDetector.CreateDefault();
        // The copy of 200 x 150 pixels has an input of 224 x 160.
        FixedNetwork network = new(shipped.Graph, (width, height) => (width, height) == (224, 160) ? [seen] : []);
        using FaceSearcher searcher = new(network, new FaceDetectorOptions());
        DetectedFace found = Assert.Single(searcher.Search(image, default));
        Assert.InRange(found.Box.Overlap(new FaceBox(2 * (224 - 60), 50, 80, 100)), 0.999f, 1);
        FacePoint[] expected = [new(348, 80), new(388, 80), new(366, 104), new(352, 120), new(382, 120)];
        foreach ((FacePoint one, FacePoint other) in expected.Zip(found.Landmarks!.ToArray()))
        {
            Assert.Equal(one.X, other.X, 1e-3f);
            Assert.Equal(one.Y, other.Y, 1e-3f);
        }
    }

    [Fact]
    public void A_canceled_search_stops()
    {
        using YuNetFaceDetector detector = new(Network);
        Assert.Throws<OperationCanceledException>(() => detector.Detect(InputImage.Load(Photo), new CancellationToken(canceled: true)));
    }

    /// <summary>The search takes six runs: of the image, of two reduced copies, and of three more orientations.</summary>
    [Fact]
    public void A_search_ends_with_the_run_of_the_network_in_which_it_is_canceled()
    {
        const int Runs = 6;
        InputImage image = InputImage.FromPixels(new byte[400 * 300], 400, 300, PixelFormat.Gray8);
        FaceDetectorOptions options = new() { AnyOrientation = true };
        using FaceDetector shipped = FaceDetector.CreateDefault();
        for (int last = 1; last <= Runs; last++)
        {
            using CancellationTokenSource stop = new();
            CountingNetwork network = new(shipped.Graph, run =>
            {
                if (run == last) stop.Cancel();
            });
            using FaceSearcher searcher = new(network, options);
            if (last < Runs) Assert.ThrowsAny<OperationCanceledException>(() => searcher.Search(image, stop.Token));
            else Assert.Empty(searcher.Search(image, stop.Token));
            Assert.Equal(last, network.Runs);
        }
    }

    /// <summary>Finds the same faces in each input of a size.</summary>
    private sealed class FixedNetwork(byte[] graph, Func<int, int, DetectedFace[]> facesIn) : DetectionNetwork(
        GraphSession.Create(graph, "The fixed network", GraphPolicies.Detector, GraphLimits.Detector,
            new FaceDetectorOptions().SessionSettings),
        [DetectorFormat.Scores, DetectorFormat.Boxes, DetectorFormat.Landmarks])
    {
        public override bool IsBlueFirst => false;

        public override bool IsMerged => true;

        public override int ReducedCopies => 2;

        protected override void Read(IReadOnlyList<OrtValue> answers, int width, int height, double threshold, List<DetectedFace> faces) =>
            faces.AddRange(facesIn(width, height));
    }

    /// <summary>Finds nothing, and says which run of the network has ended.</summary>
    private sealed class CountingNetwork(byte[] graph, Action<int> ended) : DetectionNetwork(
        GraphSession.Create(graph, "The counting network", GraphPolicies.Detector, GraphLimits.Detector,
            new FaceDetectorOptions().SessionSettings),
        [DetectorFormat.Scores, DetectorFormat.Boxes, DetectorFormat.Landmarks])
    {
        public int Runs { get; private set; }

        public override bool IsBlueFirst => false;

        public override int ReducedCopies => 2;

        protected override void Read(IReadOnlyList<OrtValue> answers, int width, int height, double threshold, List<DetectedFace> faces) =>
            ended(++Runs);
    }
}
