using System.Diagnostics;
using SkiaSharp;

namespace FerNet.Benchmarks.Reliability;

/// <summary>What an upload costs that is small as a file and huge as an image, when its sender leaves after a second.</summary>
internal static class CanceledUpload
{
    private const int Side = 9_990;

    /// <summary>Prints how long the call takes, and how much processor time, with the defaults and with a smaller limit.</summary>
    public static async Task Print()
    {
        byte[] upload = Encoded();
        Console.WriteLine($"a gray PNG of {Side:N0} x {Side:N0} pixels, {upload.Length / 1000:N0} kB, canceled after 1 s");
        await Report(upload, new EmotionPredictorOptions());
        await Report(upload, new EmotionPredictorOptions { MaxPixels = 25_000_000 });
    }

    private static async Task Report(byte[] upload, EmotionPredictorOptions options)
    {
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault(options);
        predictor.Predict(InputImage.FromPixels(new byte[10_000], 100, 100, PixelFormat.Gray8));
        using CancellationTokenSource sender = new(TimeSpan.FromSeconds(1));
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        string outcome;
        try
        {
            outcome = (await predictor.PredictAsync(new MemoryStream(upload), sender.Token)).ToString();
        }
        catch (Exception error) when (error is OperationCanceledException or InvalidDataException)
        {
            outcome = error.GetType().Name;
        }
        process.Refresh();
        Console.WriteLine(
            $"MaxPixels {options.MaxPixels:N0}: {outcome} after {watch.Elapsed.TotalSeconds:0.00} s, " +
            $"{(process.TotalProcessorTime - before).TotalSeconds:0.00} s of processor time");
    }

    private static byte[] Encoded()
    {
        using SKBitmap bitmap = new(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Gray);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
