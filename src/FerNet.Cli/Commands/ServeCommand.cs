using System.CommandLine;
using System.Net;
using FerNet.Cli.Serving;
using FerNet.Imaging;
using Microsoft.AspNetCore.Builder;

namespace FerNet.Cli.Commands;

/// <summary>fernet serve: a page for photographs and the camera, and an HTTP API.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Option<IPAddress?> host = Host();
        Option<int?> port = CommonOptions.Integer("--port", 0,
            $"the port to listen on, 0 for any free one; left out, {ServeOptions.DefaultPort}", IPEndPoint.MaxPort);
        Option<int?> maxBytes = CommonOptions.Integer("--max-bytes", 1,
            $"the most bytes of an image; a batch takes five times as much; left out, {ServeOptions.DefaultMaxBytes:N0}",
            ServeOptions.HighestMaxBytes);
        Option<int?> maxPixels = CommonOptions.Integer("--max-pixels", 1,
            $"the most pixels of an image; left out, {ServeOptions.DefaultMaxPixels:N0}", ImageDecoder.MaximumPixels);
        Option<string?> model = CommonOptions.Model();
        Option<string> faces = CommonOptions.Faces();
        Command command = new("serve", "Serves a page that shows the emotions in photographs and in the camera, and an HTTP API.")
        {
            host, port, maxBytes, maxPixels, model, faces,
        };
        command.SetAction(parsed =>
        {
            ServeOptions options = new();
            options = options with
            {
                Address = parsed.GetValue(host) ?? options.Address,
                Port = parsed.GetValue(port) ?? options.Port,
                MaxImageBytes = parsed.GetValue(maxBytes) ?? options.MaxImageBytes,
                MaxPixels = parsed.GetValue(maxPixels) ?? options.MaxPixels,
            };
            using EmotionModel opened = CommonOptions.OpenModel(parsed.GetValue(model));
            using EmotionPredictor predictor = new(opened, new EmotionPredictorOptions
            {
                Faces = CommonOptions.ParseFaceSearch(parsed.GetRequiredValue(faces)),
                MaxPixels = options.MaxPixels,
            });
            return ServeAsync(predictor, options, terminal, cancellationToken).GetAwaiter().GetResult();
        });
        return command;
    }

    private static async Task<int> ServeAsync(EmotionPredictor predictor, ServeOptions options, Terminal terminal,
        CancellationToken cancellationToken)
    {
        await using WebApplication app = ServeApplication.Create(predictor, options);
        if (!options.IsLocal)
        {
            terminal.Say("fernet: Warning: anyone who can reach this machine over the network can use the service; "
                + "it has no authentication and no encryption.");
        }
        await ServeApplication.RunAsync(
            app, options, address => terminal.Output.WriteLine($"{address}   (Ctrl-C stops)"), cancellationToken);
        return ExitCode.Success;
    }

    private static Option<IPAddress?> Host() => new("--host")
    {
        Description = "the IP address to listen on, 0.0.0.0 for all of this machine; left out, 127.0.0.1, which only this machine reaches",
        HelpName = "ADDRESS",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (IPAddress.TryParse(word, out IPAddress? address)) return address;
            if (word == "localhost") return IPAddress.Loopback;
            result.AddError($"--host is {word}; it must be an IP address of this machine, such as 127.0.0.1, or 0.0.0.0 for all.");
            return null;
        },
    };
}
