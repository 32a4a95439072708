using System.Runtime.InteropServices;
using FerNet.Cli.Commands;
using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Training;
using FerNet.Training.Native;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace FerNet.Cli.Diagnosis;

/// <summary>Loads and uses a part of the program. Runs in its own process, because a native library may crash it.</summary>
/// <param name="Word">The check's name on the command line of that process.</param>
/// <param name="Name">The name of the check in the report.</param>
/// <param name="Library">The name of the native library without prefix and extension; null if there is none.</param>
/// <param name="Use">Uses the part, given the folder of torch. Returns the details, or throws.</param>
internal sealed record PartCheck(string Word, string Name, string? Library, Func<string, string> Use)
{
    public static readonly PartCheck Torch = new("torch", "torch", null, UseTorch);

    public static readonly IReadOnlyList<PartCheck> All =
    [
        new("onnx-runtime", "ONNX Runtime", "onnxruntime", _ => UseOnnxRuntime()),
        new("skia", "SkiaSharp", "SkiaSharp", _ => UseSkia()),
        new("models", "models", null, _ => UseModels()),
        Torch,
    ];

    /// <summary>Why the native library cannot be loaded; null if it can be loaded or there is none.</summary>
    public string? LibraryProblem()
    {
        if (Library is null) return null;
        string file = OperatingSystem.IsWindows() ? $"{Library.Replace("SkiaSharp", "libSkiaSharp", StringComparison.Ordinal)}.dll"
            : OperatingSystem.IsMacOS() ? $"lib{Library}.dylib"
            : $"lib{Library}.so";
        string[] folders = [.. NativeFolders.AtAndBelow(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).Distinct()];
        string? path = folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        if (path is null) return $"{file} is missing in {folders.LastOrDefault(Directory.Exists)}";
        try
        {
            NativeLibrary.Free(NativeLibrary.Load(path));
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            // One line is the loader's error about this file; the others are about further names that .NET tries.
            string[] lines = error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.FirstOrDefault(line => line.StartsWith($"{path}: ", StringComparison.Ordinal)) ?? lines[^1];
        }
    }

    private static string UseOnnxRuntime()
    {
        using EmotionModel model = EmotionModel.LoadFast();
        model.Score(new byte[FacePatch.PixelCount]);
        return OrtEnv.Instance().GetVersionString();
    }

    private static string UseSkia()
    {
        InputImage image = InputImage.Decode(DrawnFace());
        return $"{SkiaSharpVersion.Native} decoded an image of {image.Width} x {image.Height} pixels";
    }

    private static string UseModels()
    {
        EmotionPredictorOptions options = new() { Faces = FaceSearch.Required };
        using EmotionPredictor best = EmotionPredictor.CreateDefault(options), fast = EmotionPredictor.CreateFast(options);
        (string Name, EmotionPrediction Answer)[] answers =
            [("default", best.Predict(DrawnFace())), ("fast", fast.Predict(DrawnFace()))];
        string text = string.Join(", ", answers.Select(one => $"{one.Name}: {one.Answer}"));
        return answers.All(one => one.Answer.Emotion == Emotion.Happy)
            ? $"the detector found the test face; {text}"
            : throw new InvalidDataException($"the test face is happy, but was classified as {text}");
    }

    /// <summary>Runs one training step.</summary>
    private static string UseTorch(string folder)
    {
        TorchLibrary.Require(folder);
        byte[] pixels = new byte[2 * EmotionExtensions.Count * FacePatch.PixelCount];
        new Random(1).NextBytes(pixels);
        EmotionTrainerOptions options = new() { Network = Network.Fast, Recipe = TrainingRecipe.Fast, Epochs = 1, BatchSize = 7 };
        FerDataset faces = FerDataset.FromFaces(pixels, [.. EmotionExtensions.All, .. EmotionExtensions.All]);
        using EmotionModel model = new EmotionTrainer(options).Train(faces);
        string precision = Processor.ComputesInHalf(TrainingPrecision.Auto, TrainingDevice.Cpu) ? "bfloat16" : "float32";
        return $"trained on the CPU in {precision}; {GpuSupport(folder)}; {folder}";
    }

    /// <summary>Torch is asked only where its build supports GPUs: TorchSharp would look for another one.</summary>
    private static string GpuSupport(string folder) =>
        !Directory.EnumerateFiles(folder, "*torch_cuda*").Any() ? "this build of torch has no GPU support"
        : TorchSharp.torch.cuda.is_available() ? "torch finds a CUDA GPU"
        : "torch finds no CUDA GPU";

    private static byte[] DrawnFace()
    {
        using Stream stream = typeof(PartCheck).Assembly.GetManifestResourceStream("Diagnosis/face.jpg")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
