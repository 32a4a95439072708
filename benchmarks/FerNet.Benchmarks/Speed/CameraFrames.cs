using System.Diagnostics;
using FerNet.Faces.YuNet;
using FerNet.Prediction;
using SkiaSharp;

namespace FerNet.Benchmarks.Speed;

/// <summary>Frames per second of a camera of 640 x 480 that shows four faces, read by the fast network.</summary>
internal static class CameraFrames
{
    private const int Width = 640, Height = 480, Faces = 4, FaceSide = 130, FrameCount = 300, Distinct = 20;

    /// <summary>Prints the frames per second with FerNet's detector and, in turn, with a rival's.</summary>
    /// <param name="yuNetFile">A YuNet .onnx file; null for FerNet's detector alone.</param>
    public static async Task Print(string? yuNetFile)
    {
        InputImage[] frames = [.. Enumerable.Range(0, Distinct).Select(Frame)];
        Console.WriteLine($"{FrameCount} frames of {Width} x {Height}, {Faces} faces, {Environment.ProcessorCount} processors");
        using EmotionPredictor own = EmotionPredictor.CreateFast();
        double rate = await Measure("FerNet's detector", own, frames);
        if (yuNetFile is null) return;
        using YuNetFaceDetector yuNet = new(yuNetFile);
        using EmotionPredictor rival = EmotionPredictor.CreateFast(new EmotionPredictorOptions { FaceDetector = yuNet });
        Console.WriteLine($"ratio: {rate / await Measure(Path.GetFileName(yuNetFile), rival, frames):0.00}");
    }

    private static async Task<double> Measure(string name, EmotionPredictor predictor, InputImage[] frames)
    {
        predictor.PredictFaces(frames[0]);
        int found = 0, lastId = 0;
        Stopwatch watch = Stopwatch.StartNew();
        await foreach (IReadOnlyList<TrackedFace> faces in predictor.PredictFramesAsync(Stream()))
        {
            found += faces.Count;
            lastId = Math.Max(lastId, faces.Select(face => face.Id).DefaultIfEmpty().Max());
        }
        double rate = FrameCount / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{name}: {rate:0.0} frames per second, {(double)found / FrameCount:0.0} faces a frame, {lastId} ids");
        return rate;

        IAsyncEnumerable<InputImage> Stream() =>
            Enumerable.Range(0, FrameCount).Select(i => frames[i % Distinct]).ToAsyncEnumerable();
    }

    private static InputImage Frame(int index)
    {
        int shift = index < Distinct / 2 ? index : Distinct - index;
        using SKBitmap bitmap = DrawnPhotograph.Draw(Width, Height, Faces, FaceSide, shift);
        return InputImage.FromPixels(bitmap.Bytes, Width, Height, PixelFormat.Rgba32);
    }
}
