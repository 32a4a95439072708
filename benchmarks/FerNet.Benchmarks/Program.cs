using BenchmarkDotNet.Running;
using FerNet;
using FerNet.Benchmarks.Detection;

// detection FOLDER [DETECTOR.onnx] [YUNET.onnx]: accuracy and speed of the detector; anything else goes to BenchmarkDotNet.
if (args is ["detection", string folder, ..])
{
    // Unsure answers draw the curve; the time that counts is that of the default threshold.
    FaceDetectorOptions usual = new() { SmallestFace = 40 }, unsure = usual with { MinimumConfidence = 0.05 };
    using FaceDetector own = Own(unsure), ownTimed = Own(usual);
    DetectionReport report = new(folder);
    report.Print("FerNet", own, ownTimed);
    if (args.Length > 3)
    {
        using YuNetFaceDetector rival = new(args[3], unsure), rivalTimed = new(args[3], usual);
        report.Print("YuNet", rival, rivalTimed);
    }
    return;

    FaceDetector Own(FaceDetectorOptions options) => args.Length > 2 ? FaceDetector.Load(args[2], options) : FaceDetector.CreateDefault(options);
}
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
