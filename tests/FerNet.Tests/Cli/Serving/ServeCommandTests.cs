using System.Net;
using System.Net.Sockets;
using FerNet.Cli;

namespace FerNet.Tests.Cli.Serving;

/// <summary>The command serve: its address, its options and its end.</summary>
public class ServeCommandTests
{
    [Fact]
    public async Task It_prints_its_address_answers_and_stops_when_it_is_told_to()
    {
        using CancellationTokenSource stop = new();
        using StringWriter error = new(), output = new();
        Task<int> running = Task.Run(() => CommandLine.Run(
            ["serve", "--port", "0", "--model", "fast"], new Terminal(TextWriter.Synchronized(output), error), stop.Token));
        while (!output.ToString().Contains('\n', StringComparison.Ordinal) && !running.IsCompleted) await Task.Delay(50);
        string address = output.ToString().Split(' ')[0];
        Assert.StartsWith("http://127.0.0.1:", address);
        using HttpClient client = new() { BaseAddress = new Uri(address) };
        Assert.Contains("<title>FerNet", await client.GetStringAsync("/"));

        await stop.CancelAsync();
        Assert.Equal(ExitCode.Stopped, await running.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal("Stopped.", error.ToString().Trim());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("/"));
    }

    [Fact]
    public void A_port_that_is_taken_is_named_with_the_cure()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Shell shell = Shell.Run("serve", "--port", port, "--model", "fast");
        Assert.Equal(ExitCode.Failure, shell.Code);
        Assert.Contains($"127.0.0.1:{port}", shell.Error);
        Assert.Contains("Use another --port, or --port 0 for a free one.", shell.Error);
    }

    [Fact]
    public void An_address_that_is_not_of_this_machine_is_named_with_the_cure()
    {
        // Of the addresses that are kept for documentation.
        Shell shell = Shell.Run("serve", "--host", "192.0.2.1", "--port", "0", "--model", "fast");
        Assert.Equal(ExitCode.Failure, shell.Code);
        Assert.Contains("The service cannot listen on 192.0.2.1:0: ", shell.Error);
        Assert.EndsWith(". Use another --host or --port.", shell.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("report this", shell.Error);
    }

    [Theory]
    [InlineData("--host", "example.com", "--host is example.com; it must be an IP address of this machine")]
    [InlineData("--port", "65536", "--port is 65536; it must be a whole number from 0 to 65535.")]
    [InlineData("--port", "-1", "--port is -1; it must be a whole number from 0 to 65535.")]
    [InlineData("--max-pixels", "100000001", "--max-pixels is 100000001; it must be a whole number from 1 to 100000000.")]
    [InlineData("--max-bytes", "0", "--max-bytes is 0; it must be a whole number from 1 to 200000000.")]
    public void Options_outside_their_range_are_refused(string option, string value, string reason)
    {
        Shell shell = Shell.Run("serve", option, value);
        Assert.Equal(ExitCode.WrongUsage, shell.Code);
        Assert.Contains(reason, shell.Error);
    }
}
