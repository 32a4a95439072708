using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Cli;

/// <summary>fernet --version: the information for an error report.</summary>
internal sealed class VersionAction(Terminal terminal) : SynchronousCommandLineAction
{
    private static readonly (string Name, string File)[] ShippedModels =
        [("default model", "default"), ("fast model", "fast"), ("face detector", "faces")];

    public override int Invoke(ParseResult parseResult)
    {
        Assembly library = typeof(EmotionModel).Assembly;
        string version = library.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        Write("FerNet", version);
        foreach ((string name, string file) in ShippedModels) Write(name, $"SHA-256 {Digest(library, file)}");
        Write(".NET", $"{Environment.Version} on {RuntimeInformation.RuntimeIdentifier}");

        Write("ONNX Runtime", OnnxRuntimeVersion());
        return ExitCode.Success;
    }

    private static string OnnxRuntimeVersion()
    {
        try
        {
            // Opening a model loads the native library, whose version may differ from the one that the program was built with.
            using EmotionModel model = EmotionModel.LoadFast();
            return OrtEnv.Instance().GetVersionString();
        }
        catch (DllNotFoundException)
        {
            return "cannot be loaded; 'fernet doctor' says why";
        }
    }

    private void Write(string name, string value) => terminal.Output.WriteLine($"{name,-13} {value}");

    private static string Digest(Assembly library, string file)
    {
        using Stream model = library.GetManifestResourceStream($"FerNet.Models.{file}.onnx")!;
        return Convert.ToHexStringLower(SHA256.HashData(model));
    }
}
