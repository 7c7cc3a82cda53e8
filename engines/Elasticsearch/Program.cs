using Platform.Engines.Elasticsearch;
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
    var server = await ElasticsearchServer.StartAsync(
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
    return (server, $"Elasticsearch is served on http://localhost:{server.Port} from {Path.GetFullPath(command.Data)}");
});
