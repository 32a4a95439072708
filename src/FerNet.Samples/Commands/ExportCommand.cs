using System.CommandLine;

namespace FerNet.Samples.Commands;

/// <summary>fernet export: the ONNX graph of a model.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> model = Choices.Model();
        Option<string> output = Choices.Output("FILE.onnx", "the graph to write");
        Command command = new("export", "Writes a model as an ONNX graph: grey levels [N, 1, 48, 48] in, seven probabilities out.") { model, output };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(output);
            using EmotionModel opened = Choices.Open(parsed.GetValue(model));
            opened.ExportOnnx(path);
            terminal.Output.WriteLine($"{path}: {Words.Size(new FileInfo(path).Length)}, {opened.Card.Name}, {opened.Card.Parameters:N0} parameters");
            return ExitCode.Success;
        });
        return command;
    }
}
