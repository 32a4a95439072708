using FerNet.Faces.Search;
using FerNet.Pictures;
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

    public IReadOnlyList<DetectedFace> Detect(Picture picture, CancellationToken cancellationToken = default)
    {
        ColorPlanes planes = picture.GetPlanes(Width);
        float[] levels = new float[3 * Area];
        byte[] reduced = new byte[Area];
        int channel = 0;
        foreach (GrayPicture plane in (GrayPicture[])[planes.Red, planes.Green, planes.Blue])
        {
            FaceBox all = new(0, 0, (float)picture.Width / planes.Factor, (float)picture.Height / planes.Factor);
            AreaResize.Resize(plane, all, reduced, Width, Height);
            for (int i = 0; i < Area; i++) levels[(channel * Area) + i] = (reduced[i] - 127f) / 128;
            channel++;
        }
        using RunOptions run = new();
        using OrtValue input =
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, levels.AsMemory(), [1, 3, Height, Width]);
        using IDisposableReadOnlyCollection<OrtValue> answers = session.Run(run, [session.InputNames[0]], [input], ["scores", "boxes"]);
        return NonMaximumSuppression.Apply(Read(answers, picture), options.MaxFaces);
    }

    public void Dispose() => session.Dispose();

    private List<DetectedFace> Read(IReadOnlyList<OrtValue> answers, Picture picture)
    {
        ReadOnlySpan<float> scores = answers[0].GetTensorDataAsSpan<float>(), corners = answers[1].GetTensorDataAsSpan<float>();
        List<DetectedFace> faces = [];
        for (int i = 0; i < scores.Length / 2; i++)
        {
            float score = scores[(2 * i) + 1];
            if (score < options.Threshold) continue;
            (float left, float top) = (corners[4 * i] * picture.Width, corners[(4 * i) + 1] * picture.Height);
            (float right, float bottom) = (corners[(4 * i) + 2] * picture.Width, corners[(4 * i) + 3] * picture.Height);
            faces.Add(new DetectedFace { Box = new FaceBox(left, top, right - left, bottom - top), Confidence = score });
        }
        return faces;
    }
}
