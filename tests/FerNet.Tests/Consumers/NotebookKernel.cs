using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace FerNet.Tests.Consumers;

/// <summary>.NET Interactive, which runs cells of C# one after the other as a notebook does; a process of its own.</summary>
internal sealed class NotebookKernel : IDisposable
{
    private const string Tool = "Microsoft.dotnet-interactive@1.0.712001";

    /// <summary>How long it may stay silent: the first cell restores packages, another one trains.</summary>
    private static readonly TimeSpan MostSilence = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly StringBuilder errors = new();
    private int cells;

    /// <param name="folder">The notebook's folder, from which its relative paths start.</param>
    public NotebookKernel(string folder)
    {
        ProcessStartInfo start =
            DotNet.Settings("dotnet", folder, "tool", "exec", Tool, "--yes", "--", "stdio", "--default-kernel", "csharp");
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors) errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        while (TypeOf(Next()) != "KernelReady")
        {
        }
    }

    /// <summary>Runs a cell, which must not fail; answers what it showed, as MIME type and text.</summary>
    public IReadOnlyList<(string Type, string Text)> Run(string code)
    {
        string token = $"cell{++cells}";
        process.StandardInput.WriteLine(JsonSerializer.Serialize(new
        {
            token,
            commandType = "SubmitCode",
            command = new { code, targetKernelName = "csharp" },
        }));
        process.StandardInput.Flush();
        List<(string, string)> shown = [];
        while (true)
        {
            JsonElement message = Next();
            string of = message.GetProperty("command") is { ValueKind: JsonValueKind.Object } command
                ? command.GetProperty("token").GetString()!
                : "";
            JsonElement content = message.GetProperty("event");
            switch (TypeOf(message))
            {
                // A script that a package brings is a command within the cell.
                case "CommandFailed" or "ErrorProduced":
                    Assert.Fail($"{content.GetProperty("message")}\nThe cell:\n{code}");
                    break;
                case "ReturnValueProduced" or "DisplayedValueProduced" or "StandardOutputValueProduced" or "StandardErrorValueProduced":
                    shown.AddRange(content.GetProperty("formattedValues").EnumerateArray()
                        .Select(value => (value.GetProperty("mimeType").GetString()!, value.GetProperty("value").GetString()!)));
                    break;
                case "CommandSucceeded" when of == token:
                    return shown;
            }
        }
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static string TypeOf(JsonElement message) => message.GetProperty("eventType").GetString()!;

    /// <summary>The next message. What the program says to people before the first one is no JSON.</summary>
    private JsonElement Next()
    {
        using CancellationTokenSource silence = new(MostSilence);
        while (process.StandardOutput.ReadLineAsync(silence.Token).AsTask().GetAwaiter().GetResult() is { } line)
        {
            if (!line.StartsWith('{')) continue;
            using JsonDocument message = JsonDocument.Parse(line);
            return message.RootElement.Clone();
        }
        lock (errors) Assert.Fail($"{Tool} ended.\n{errors}");
        return default;
    }
}
