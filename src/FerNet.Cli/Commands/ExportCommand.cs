using System.CommandLine;
using FerNet.Models;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>fernet export: the ONNX graph of a model.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> model = Choices.Model();
        Option<string> output = Choices.Output("FILE.onnx", "the graph to write");
        Option<bool> plain = new("--plain") { Description = "float32 and standard operators only, as OpenCV's DNN module needs" };
        Option<bool> force = Outputs.Force();
        Command command = new("export", "Writes a model as an ONNX graph: gray levels [N, 1, 48, 48] in, seven probabilities out.")
        {
            model, output, plain, force,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(output);
            new Outputs(parsed.GetValue(force)).Reads("--model", parsed.GetValue(model)).Writes("--output", path, FileKind.Onnx);
            using EmotionModel opened = Choices.Open(parsed.GetValue(model));
            opened.ExportOnnx(path, new OnnxExportOptions { Plain = parsed.GetValue(plain) });
            terminal.Output.WriteLine(
                $"{UntrustedText.Quote(path)}: {Words.Size(new FileInfo(path).Length)}, {UntrustedText.Quote(opened.Card.Name)}, " +
                $"{opened.Card.Parameters:N0} parameters");
            return ExitCode.Success;
        });
        return command;
    }
}
