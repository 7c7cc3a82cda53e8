using Platform.Engines.ObjectStorage;
using Platform.Engines.Serving;

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
return await StandAlone.RunAsync(async () =>
{
    var server = await S3Server.StartAsync(
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
    return (server, $"S3 is served on http://localhost:{server.Port} from {Path.GetFullPath(command.Data)}");
});

static string Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : "minioadmin";
