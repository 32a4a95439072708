using BenchmarkDotNet.Running;
using FerNet;
using FerNet.Benchmarks.Detection;

// detection FOLDER [DETECTOR.onnx] [YUNET.onnx]: accuracy and speed of the detector; anything else goes to BenchmarkDotNet.
if (args is ["detection", string folder, ..])
{
    FaceDetectorOptions options = new() { SmallestFace = 40, MinimumConfidence = 0.05 };
    using FaceDetector own = args.Length > 2 ? FaceDetector.Load(args[2], options) : FaceDetector.CreateDefault(options);
    using YuNetFaceDetector? rival = args.Length > 3 ? new YuNetFaceDetector(args[3], options) : null;
    DetectionReport.Print(folder, own, rival);
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
