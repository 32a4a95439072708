using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FerNet.Cli.Serving;

/// <summary>The service of the command serve: the page, its API and the camera.</summary>
internal static class ServeApplication
{
    /// <summary>Maximum duration of running requests after a stop.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    /// <param name="predictor">The predictor; it is not disposed.</param>
    /// <param name="options">Address and limits.</param>
    public static WebApplication Create(EmotionPredictor predictor, ServeOptions options)
    {
        // An empty builder, so that neither environment variables nor an appsettings.json in the current folder change the address.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // The command prints the error of a failed start.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddRouting();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<RequestErrors>();
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new() { Timeout = RequestTimeout });
        // Keeps forms in memory: by default, larger ones are written to temporary files.
        builder.Services.Configure<FormOptions>(form =>
        {
            form.MemoryBufferThreshold = int.MaxValue;
            form.MultipartBodyLengthLimit = options.MaxBatchBytes;
        });
        builder.Services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(new RequestChecks(options).InvokeAsync);
        app.UseRequestTimeouts();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15) });
        PageFiles.Map(app);
        PredictEndpoints.Map(app, predictor, options);
        CameraEndpoint.Map(app, predictor, options);
        app.MapOpenApi(ApiDocument.Path).ExcludeFromDescription();
        return app;
    }

    /// <summary>Runs the service until it is stopped.</summary>
    /// <param name="app">The service.</param>
    /// <param name="options">The options that the service was created with.</param>
    /// <param name="started">Receives the address when the service has started.</param>
    /// <param name="stop">Stops the service.</param>
    public static async Task RunAsync(WebApplication app, ServeOptions options, Action<string> started, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw new IOException($"{error.Message.TrimEnd('.')}. Use another --port, or --port 0 for a free one.", error);
        }
        catch (SocketException error)
        {
            throw new IOException(
                $"The service cannot listen on {EndPointOf(options)}: {error.Message.TrimEnd('.')}. Use another --host or --port.", error);
        }
        started(app.Urls.Single());
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static void Configure(KestrelServerOptions kestrel, ServeOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
        // Each connection may hold one request in memory.
        kestrel.Limits.MaxConcurrentConnections = 64;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 8;
        kestrel.Listen(EndPointOf(options), listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static IPEndPoint EndPointOf(ServeOptions options) => new(options.Address, options.Port);

    /// <summary>Does not handle Ctrl+C, because the program does so: the second one ends it immediately.</summary>
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
