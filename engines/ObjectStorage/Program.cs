using System.Runtime.InteropServices;
using Platform.Engines.ObjectStorage;

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
    await using var server = await S3Server.StartAsync(
        new()
        {
            DataDirectory = command.Data,
            Port = command.Port,
            AccessKey = Setting("MINIO_ROOT_USER"),
            SecretKey = Setting("MINIO_ROOT_PASSWORD"),
            Region = command.Region,
            Buckets = command.Buckets,
        }
    );
    Console.WriteLine($"S3 is served on http://localhost:{server.Port} from {Path.GetFullPath(command.Data)}");
    await stop.Task;
    return 0;
}
catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}

static string Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : "minioadmin";
