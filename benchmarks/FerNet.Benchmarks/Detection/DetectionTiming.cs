using System.Diagnostics;

namespace FerNet.Benchmarks.Detection;

/// <summary>Times detectors in turn, so that whatever else the machine does falls on all of them alike.</summary>
internal static class DetectionTiming
{
    private const int Width = 640, Height = 480, ImageCount = 16, Rounds = 12;

    /// <summary>
    /// Milliseconds for an image of 640 x 480 on one thread: for each detector the mean over images of the least time of the rounds.
    /// </summary>
    public static double[] Measure(IReadOnlyList<DetectorCandidate> candidates, IReadOnlyList<LabeledPhoto> photos)
    {
        InputImage[] images =
            [.. photos.Where((_, i) => i % (photos.Count / ImageCount) == 0).Take(ImageCount)
                .Select(photo => Tile(InputImage.Load(photo.Path)))];
        IFaceDetector[] detectors =
            [.. candidates.Select(candidate => candidate.Open(new FaceDetectorOptions { Threads = 1, MinFaceSize = 8 }))];
        double[,] least = new double[detectors.Length, images.Length];
        for (int round = 0; round < Rounds; round++)
        {
            for (int image = 0; image < images.Length; image++)
            {
                for (int i = 0; i < detectors.Length; i++)
                {
                    long start = Stopwatch.GetTimestamp();
                    detectors[i].Detect(images[image]);
                    double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    if (round == 0 || time < least[i, image]) least[i, image] = time;
                }
            }
        }
        foreach (IDisposable detector in detectors.OfType<IDisposable>()) detector.Dispose();
        return [.. Enumerable.Range(0, detectors.Length).Select(i => Enumerable.Range(0, images.Length).Average(image => least[i, image]))];
    }

    /// <summary>An image of exactly 640 x 480, cut from the photograph or filled with copies of it.</summary>
    private static InputImage Tile(InputImage photo)
    {
        byte[] pixels = new byte[Width * Height * 4];
        ReadOnlySpan<byte> source = photo.Color;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                source.Slice(((y % photo.Height * photo.Width) + (x % photo.Width)) * 4, 4).CopyTo(pixels.AsSpan(((y * Width) + x) * 4));
        }
        return InputImage.FromPixels(pixels, Width, Height, PixelFormat.Rgba32);
    }
}
