using System.Runtime.InteropServices;
using FerNet.Cli;
using FerNet.Samples;

return CommandLine.Run(args, new Terminal(Console.Out, Console.Error));
using CancellationTokenSource stop = new();
using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return CommandLine.Run(args, new Terminal(Console.Out, Console.Error), stop.Token);

// The first Ctrl-C asks for a clean stop; the second is the system's own, and ends the program at once.
void Stop(PosixSignalContext signal)
{
    if (stop.IsCancellationRequested) return;
    signal.Cancel = true;
    stop.Cancel();
}
