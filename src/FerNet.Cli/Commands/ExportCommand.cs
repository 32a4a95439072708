using System.CommandLine;
using FerNet.Models;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>fernet export: writes the ONNX graph of a model.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> model = CommonOptions.Model();
        Option<string> output = CommonOptions.Output("FILE.onnx", "the graph to write");
        Option<bool> plain = new("--plain") { Description = "float32 and standard operators only, as OpenCV's DNN module needs" };
        Option<bool> force = OutputChecks.Force();
        Command command = new("export", "Writes a model as an ONNX graph: gray levels [N, 1, 48, 48] in, seven probabilities out.")
        {
            model, output, plain, force,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(output);
            new OutputChecks(parsed.GetValue(force)).Reads("--model", parsed.GetValue(model)).Writes("--output", path, FileFormat.Onnx);
            using EmotionModel opened = CommonOptions.OpenModel(parsed.GetValue(model));
            opened.ExportOnnx(path, new OnnxExportOptions { Plain = parsed.GetValue(plain) });
            terminal.Output.WriteLine(
                $"{UntrustedText.Quote(path)}: {DisplayText.FileSize(new FileInfo(path).Length)}, " +
                $"{UntrustedText.Quote(opened.Card.Name)}, {opened.Card.Parameters:N0} parameters");
            return ExitCode.Success;
        });
        return command;
    }
}
