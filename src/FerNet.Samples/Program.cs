using FerNet.Cli;

return CommandLine.Run(args, new Terminal(Console.Out, Console.Error));
