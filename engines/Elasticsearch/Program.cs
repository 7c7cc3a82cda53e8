using System.Runtime.InteropServices;
using Platform.Engines.Elasticsearch;

if (args.Any(argument => argument is "--help" or "-h" or "-?"))
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}
var (command, wrong) = CommandLine.Parse(args);
if (command is null)
{
    Console.Error.WriteLine($"{wrong} See --help.");
    return 2;
}
var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using var server = await ElasticsearchServer.StartAsync(
        new()
        {
            DataDirectory = command.Data,
            Port = command.Port,
            Password = Environment.GetEnvironmentVariable("ELASTIC_PASSWORD") is { Length: > 0 } password ? password : null,
            MemoryBudget = command.MemoryBudget,
            ClusterName = command.ClusterName,
            NodeName = command.NodeName,
        }
    );
    Console.WriteLine($"Elasticsearch is served on http://localhost:{server.Port} from {Path.GetFullPath(command.Data)}");
    await stop.Task;
    return 0;
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}
