using BenchmarkDotNet.Running;
using FerNet;
using FerNet.Benchmarks.Detection;
using FerNet.Benchmarks.Stability;

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
// stability FER2013 PHOTOS [FACES] [COUNT]: whether the same face gets the same answer at another size or with a border.
if (args is ["stability", string data, string photos, ..])
{
    int faces = args.Length > 3 ? int.Parse(args[3]) : 200, count = args.Length > 4 ? int.Parse(args[4]) : 30;
    using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
    StabilityReport stability = new(predictor);
    stability.PrintFaces(FerDataset.Load(data, new FerDatasetOptions { UseFerPlus = false }).PublicTest.Take(faces));
    stability.PrintPhotos(StabilityReport.Spread(photos, count));
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
