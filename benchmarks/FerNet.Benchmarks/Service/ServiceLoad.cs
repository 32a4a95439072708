using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace FerNet.Benchmarks.Service;

/// <summary>What a published web service answers to many clients at once on the same machine.</summary>
internal static class ServiceLoad
{
    private const int Clients = 16;

    private static readonly (string Name, string[] Settings)[] Services =
    [
        ("all processors for each request (Threads 0)", ["--FerNet:Threads", "0"]),
        ("the default of FerNet.Extensions (Threads 1)", []),
        ("one image at a time (Threads 1, MaxConcurrentImages 1)", ["--FerNet:MaxConcurrentImages", "1"]),
    ];

    /// <summary>service SERVICE IMAGE [SECONDS]: SERVICE is FerNet.Samples as published, the .dll or the program.</summary>
    public static async Task Run(string[] arguments)
    {
        string service = Path.GetFullPath(arguments[0]);
        byte[] image = await File.ReadAllBytesAsync(arguments[1]);
        TimeSpan time = TimeSpan.FromSeconds(arguments.Length > 2 ? double.Parse(arguments[2], CultureInfo.InvariantCulture) : 60);
        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, {Clients} clients, {time.TotalSeconds:0} s, {image.Length / 1000.0:N0} kB an image");
        Console.WriteLine("| setting | requests a second | p50 ms | p99 ms | peak MB | at the end MB |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach ((string name, string[] settings) in Services)
        {
            using ServiceProcess running = await ServiceProcess.Start(service, settings);
            using HttpClient client = new() { BaseAddress = running.Address };
            await Send(client, image);
            double[] milliseconds = await Measure(client, image, time);
            (long peak, long end) = running.Megabytes();
            Console.WriteLine(
                $"| {name} | {milliseconds.Length / time.TotalSeconds:0.0} | {Quantile(milliseconds, 0.5):0} | " +
                $"{Quantile(milliseconds, 0.99):0} | {peak:N0} | {end:N0} |");
        }
    }

    /// <summary>How long each request took that was answered within the time, in order of their length.</summary>
    private static async Task<double[]> Measure(HttpClient client, byte[] image, TimeSpan time)
    {
        ConcurrentBag<double> milliseconds = [];
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (true)
            {
                long sent = Stopwatch.GetTimestamp();
                await Send(client, image);
                if (Stopwatch.GetElapsedTime(start) > time) return;
                milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }));
        return [.. milliseconds.Order()];
    }

    private static async Task Send(HttpClient client, byte[] image)
    {
        using ByteArrayContent content = new(image);
        using HttpResponseMessage answer = await client.PostAsync("/faces", content);
        answer.EnsureSuccessStatusCode();
        if (await answer.Content.ReadFromJsonAsync<EmotionPrediction[]>() is not [_, ..])
            throw new InvalidDataException("The service found no face in the image; measure with an image that shows one.");
    }

    private static double Quantile(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)(share * (sorted.Length - 1))];
}
