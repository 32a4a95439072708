using FerNet.Faces;
using FerNet.Faces.Search;
using FerNet.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Benchmarks.Detection;

/// <summary>
/// UltraFace RFB-320, a rival: RGB [1, 3, 240, 320] with (level - 127) / 128 in, scores and corners in shares of the image out.
/// </summary>
/// <remarks>
/// As its own program does, the image is squeezed to 320 x 240. Source: github.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB.
/// </remarks>
internal sealed class UltraFaceDetector(string path, FaceDetectorOptions options) : IFaceDetector, IDisposable
{
    private const int Width = 320, Height = 240, Area = Width * Height;

    private readonly InferenceSession session =
        new(path, new SessionOptions { IntraOpNumThreads = options.Threads, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR });

    public IReadOnlyList<DetectedFace> Detect(InputImage image, CancellationToken cancellationToken = default)
    {
        ColorPlanes planes = image.GetPlanes(Width);
        float[] levels = new float[3 * Area];
        byte[] reduced = new byte[Area];
        int channel = 0;
        foreach (GrayImage plane in (GrayImage[])[planes.Red, planes.Green, planes.Blue])
        {
            FaceBox all = new(0, 0, (float)image.Width / planes.Factor, (float)image.Height / planes.Factor);
            AreaResize.Resize(plane, all, reduced, Width, Height);
            for (int i = 0; i < Area; i++) levels[(channel * Area) + i] = (reduced[i] - 127f) / 128;
            channel++;
        }
        using RunOptions run = new();
        using OrtValue input =
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, levels.AsMemory(), [1, 3, Height, Width]);
        using IDisposableReadOnlyCollection<OrtValue> answers = session.Run(run, [session.InputNames[0]], [input], ["scores", "boxes"]);
        return NonMaximumSuppression.Apply(Read(answers, image), options.MaxFaces);
    }

    public void Dispose() => session.Dispose();

    private List<DetectedFace> Read(IReadOnlyList<OrtValue> answers, InputImage image)
    {
        ReadOnlySpan<float> scores = answers[0].GetTensorDataAsSpan<float>(), corners = answers[1].GetTensorDataAsSpan<float>();
        List<DetectedFace> faces = [];
        for (int i = 0; i < scores.Length / 2; i++)
        {
            float score = scores[(2 * i) + 1];
            if (score < options.Threshold) continue;
            (float left, float top) = (corners[4 * i] * image.Width, corners[(4 * i) + 1] * image.Height);
            (float right, float bottom) = (corners[(4 * i) + 2] * image.Width, corners[(4 * i) + 3] * image.Height);
            faces.Add(new DetectedFace { Box = new FaceBox(left, top, right - left, bottom - top), Confidence = score });
        }
        return faces;
    }
}
