using FerNet.Faces.YuNet;

namespace FerNet.Benchmarks.Detection;

/// <summary>A detector that is measured.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Open">Opens it with the options given, keeping the size at which it searches.</param>
internal sealed record DetectorCandidate(string Name, Func<FaceDetectorOptions, IFaceDetector> Open)
{
    /// <summary>Unsure detections draw the curve; the time that counts is that of the default threshold.</summary>
    public static FaceDetectorOptions Unsure { get; } = new() { Threshold = 0.05, MinFaceSize = 8, MaxFaces = 500, Threads = 1 };

    /// <summary>FerNet's detector and its rivals.</summary>
    /// <param name="model">A detector file; null for the one that ships with the package.</param>
    /// <param name="maxInputSide">The side at which FerNet's detector searches; null for its default.</param>
    /// <param name="rivals">The folder of the rivals' files; null for none of them.</param>
    public static IReadOnlyList<DetectorCandidate> All(string? model, int? maxInputSide, string? rivals)
    {
        List<DetectorCandidate> all =
        [
            new("FerNet", options =>
            {
                FaceDetectorOptions sized = options with { MaxInputSide = maxInputSide ?? options.MaxInputSide };
                return model is null ? FaceDetector.CreateDefault(sized) : FaceDetector.Load(model, sized);
            }),
        ];
        if (rivals is null) return all;
        all.Add(YuNet("YuNet_n at 640", "yunet_n_dynamic.onnx", 640));
        all.Add(YuNet("YuNet_n at 320", "yunet_n_dynamic.onnx", 320));
        all.Add(YuNet("YuNet_s at 640", "yunet_s_dynamic.onnx", 640));
        all.Add(new("UltraFace RFB-320", options => new UltraFaceDetector(Path.Combine(rivals, "ultraface_rfb_320.onnx"), options)));
        return all;

        DetectorCandidate YuNet(string name, string file, int side) =>
            new(name, options => new YuNetFaceDetector(Path.Combine(rivals, file), options with { MaxInputSide = side }));
    }
}
