using System.Diagnostics;

namespace FerNet.Benchmarks.Service;

/// <summary>A web service as a process of its own, which ends when this is disposed.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process process;

    private ServiceProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts the service on a free port of the loopback interface and waits until it listens.</summary>
    public static async Task<ServiceProcess> Start(string service, string[] settings)
    {
        const string Listening = "Now listening on: ";
        bool isLibrary = Path.GetExtension(service) == ".dll";
        string[] library = isLibrary ? [service] : [];
        ProcessStartInfo start = new(isLibrary ? "dotnet" : service,
            [.. library, "web", "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning",
                "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information", .. settings])
        {
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            int place = line.IndexOf(Listening, StringComparison.Ordinal);
            if (place < 0) continue;
            // A full pipe would stop the service.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new ServiceProcess(process, new Uri(line[(place + Listening.Length)..]));
        }
        process.Dispose();
        throw new InvalidOperationException($"{service} ended before it listened.");
    }

    /// <summary>The resident memory: its peak, and what it is now.</summary>
    public (long Peak, long Now) Megabytes()
    {
        process.Refresh();
        return (process.PeakWorkingSet64 >> 20, process.WorkingSet64 >> 20);
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
