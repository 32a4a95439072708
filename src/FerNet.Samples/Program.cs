<<<<<<< HEAD
using FerNet.Cli;

return CommandLine.Run(args, new Terminal(Console.Out, Console.Error));
=======
using System.Runtime.InteropServices;
using FerNet.Samples;
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
>>>>>>> bc4355d (Folders are namespaces: public types lie beside their internals; names inside by the field's terms)
