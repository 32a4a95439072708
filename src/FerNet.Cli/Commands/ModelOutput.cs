using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>Saves a model and prints its description.</summary>
internal static class ModelOutput
{
    public static void Write(Terminal terminal, string path, EmotionModel model)
    {
        model.Save(path);
        terminal.Output.WriteLine($"{UntrustedText.Quote(path)}: {DisplayText.FileSize(new FileInfo(path).Length)}");
        terminal.Output.WriteLine(model.Card);
    }
}
