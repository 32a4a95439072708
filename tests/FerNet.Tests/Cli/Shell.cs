using FerNet.Cli;

namespace FerNet.Tests.Cli;

/// <summary>Runs the program inside the test and keeps what it writes.</summary>
internal sealed record Shell(int Code, string Output, string Error)
{
    public static Shell Run(params string[] arguments) => Run(arguments, new StringWriter(), CancellationToken.None);

    public static Shell Run(string[] arguments, StringWriter error, CancellationToken cancellationToken)
    {
        using StringWriter output = new();
        int code = CommandLine.Run(arguments, new Terminal(output, error), cancellationToken);
        return new Shell(code, output.ToString(), error.ToString());
    }
}
