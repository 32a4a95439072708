using System.Diagnostics;
using System.Globalization;

namespace FerNet.Benchmarks.Service;

/// <summary>
/// A published web service at full load for a long time: of each ten uploads one is bad and one is canceled by its client. Every good one
/// must get the same answer as the first, every bad one a refusal, and the memory must come to rest.
/// </summary>
internal static class ServiceSoak
{
    private const int Clients = 16, MaxMillisecondsToCancel = 300, MinutesOfWarmUp = 5, MaxFaultsShown = 20;

    /// <summary>service-soak SERVICE IMAGE [MINUTES]: SERVICE is FerNet.Samples as published, the .dll or the program.</summary>
    public static async Task Run(string[] arguments)
    {
        byte[] image = await File.ReadAllBytesAsync(arguments[1]);
        int minutes = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 30;
        using ServiceProcess service = await ServiceProcess.Start(Path.GetFullPath(arguments[0]), []);
        using HttpClient client = new() { BaseAddress = service.Address };
        (int status, string answer) = await Send(client, image, CancellationToken.None);
        if (status != 200) throw new InvalidDataException($"The service answered the image with {status}: {answer}");

        SoakTally tally = new(MaxFaultsShown);
        byte[][] refused = BadUploads.All(image);
        long afterWarmUp = 0, largest = 0;
        Stopwatch clock = Stopwatch.StartNew();
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(client => Task.Run(() => Load(client)))];
        for (int minute = 1; minute <= minutes; minute++)
        {
            await Task.WhenAny(Task.WhenAll(clients), Task.Delay(TimeSpan.FromMinutes(minute) - clock.Elapsed));
            long resident = service.Megabytes().Now;
            if (minute <= MinutesOfWarmUp) afterWarmUp = Math.Max(afterWarmUp, resident);
            largest = Math.Max(largest, resident);
            Console.WriteLine($"{minute} min: {tally}, {resident:N0} MB");
            foreach (string fault in tally.TakeFaults()) Console.WriteLine(fault);
        }
        await Task.WhenAll(clients);
        foreach (string fault in tally.TakeFaults()) Console.WriteLine(fault);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tally}; growth after {MinutesOfWarmUp} minutes: {(double)(largest - afterWarmUp) / afterWarmUp:0.0 %}"));

        async Task Load(int number)
        {
            Random random = new(number);
            while (clock.Elapsed < TimeSpan.FromMinutes(minutes))
            {
                switch (random.Next(10))
                {
                    case 0:
                        tally.AddBad(await Send(client, refused[random.Next(refused.Length)], CancellationToken.None));
                        break;
                    case 1:
                        using (CancellationTokenSource stop = new(random.Next(MaxMillisecondsToCancel)))
                            tally.AddCanceled(await SendCanceled(client, image, stop.Token), answer);
                        break;
                    default:
                        tally.AddGood(await Send(client, image, CancellationToken.None), answer);
                        break;
                }
            }
        }
    }

    private static async Task<(int Status, string Answer)> Send(HttpClient client, byte[] body, CancellationToken cancellationToken)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage answer = await client.PostAsync("/faces", content, cancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>The answer where it came before the cancellation; otherwise null.</summary>
    private static async Task<(int Status, string Answer)?> SendCanceled(HttpClient client, byte[] body,
        CancellationToken cancellationToken)
    {
        try
        {
            return await Send(client, body, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
