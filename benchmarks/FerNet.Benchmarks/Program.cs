using System.Globalization;
using BenchmarkDotNet.Running;
using FerNet;
using FerNet.Benchmarks.Augmentations;
using FerNet.Benchmarks.Detection;
using FerNet.Benchmarks.Emotions;
using FerNet.Benchmarks.FineTuning;
using FerNet.Benchmarks.Framing;
using FerNet.Benchmarks.Reliability;
using FerNet.Benchmarks.Service;
using FerNet.Benchmarks.Speed;
using FerNet.Benchmarks.Stability;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// docs/performance.md says what each measures.
switch (args)
{
    case ["detection", _, ..]:
        DetectionCommand.Run(args[1..]);
        break;
    case ["framing", _, ..]:
        FramingCommand.Run(args[1..]);
        break;
    case ["fine-tuning", _, _, ..]:
        FineTuningCommand.Run(args[1..]);
        break;
    case ["emotion-rivals", string fer2013, string crops, string rival]:
        EmotionRivalsCommand.Run(fer2013, crops, rival);
        break;
    case ["augmentation-image", string file]:
        AugmentationImage.Write(file);
        break;
    case ["stability", string data, string photographs, ..]:
        using (EmotionPredictor predictor = EmotionPredictor.CreateDefault())
        {
            int faces = args.Length > 3 ? Number(args[3]) : 200, count = args.Length > 4 ? Number(args[4]) : 30;
            StabilityReport stability = new(predictor);
            stability.PrintFaces(FerDataset.Load(data, new FerDatasetOptions { UseFerPlus = false }).PublicTest.Take(faces));
            stability.PrintPhotos(StabilityReport.Spread(photographs, count));
        }
        break;
    case ["memory"]:
        ConcurrencyMemory.Print();
        break;
    case ["canceled-upload"]:
        await CanceledUpload.Print();
        break;
    case ["soak", string photographs]:
        Soak.Print(Number(photographs));
        break;
    case ["large-images"]:
        LargeImages.Print();
        break;
    case ["camera"]:
        await CameraFrames.Print(yuNetFile: null);
        break;
    case ["camera", string yuNetFile]:
        await CameraFrames.Print(yuNetFile);
        break;
    case ["service", _, _, ..]:
        await ServiceLoad.Run(args[1..]);
        break;
    case ["service-soak", _, _, ..]:
        await ServiceSoak.Run(args[1..]);
        break;
    case ["scoring", string images]:
        await StreamScoring.Print(Number(images));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
