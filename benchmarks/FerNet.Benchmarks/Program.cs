using System.Globalization;
using BenchmarkDotNet.Running;
using FerNet;
using FerNet.Benchmarks.Detection;
using FerNet.Benchmarks.Framing;
using FerNet.Benchmarks.Reliability;
using FerNet.Benchmarks.Service;
using FerNet.Benchmarks.Stability;

// 'detection' measures face detectors, 'framing' the crops made from faces, 'memory' what concurrency costs, 'canceled-upload' what a
// canceled prediction costs, 'service' a web service under load, 'scoring' a stream of images; anything else but 'stability' goes to
// BenchmarkDotNet.
if (args is ["detection", _, ..])
{
    DetectionCommand.Run(args[1..]);
    return;
}
if (args is ["framing", _, ..])
{
    FramingCommand.Run(args[1..]);
    return;
}
// stability FER2013 PHOTOS [FACES] [COUNT]: whether the same face gets the same answer at another size or with a border.
if (args is ["stability", string data, string photos, ..])
{
    int faces = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 200,
        count = args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : 30;
    using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
    StabilityReport stability = new(predictor);
    stability.PrintFaces(FerDataset.Load(data, new FerDatasetOptions { UseFerPlus = false }).PublicTest.Take(faces));
    stability.PrintPhotos(StabilityReport.Spread(photos, count));
    return;
}
if (args is ["memory"])
{
    ConcurrencyMemory.Print();
    return;
}
if (args is ["service", _, _, ..])
{
    await ServiceLoad.Run(args[1..]);
    return;
}
if (args is ["scoring", string images])
{
    await StreamScoring.Print(int.Parse(images, CultureInfo.InvariantCulture));
    return;
}
if (args is ["canceled-upload"])
{
    await CanceledUpload.Print();
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
