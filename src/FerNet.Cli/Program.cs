using System.Runtime.InteropServices;
using FerNet.Cli;

using CancellationTokenSource stop = new();
using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return CommandLine.Run(args, new Terminal(Console.Out, Console.Error), stop.Token);

// The first Ctrl+C requests a clean stop; the second one is not handled and ends the program immediately.
void Stop(PosixSignalContext signal)
{
    if (stop.IsCancellationRequested) return;
    signal.Cancel = true;
    stop.Cancel();
}
