namespace Platform.Engines.Elasticsearch;

/// <summary>What the engine is told when it runs alone.</summary>
internal sealed record CommandLine(int Port, string Data, long MemoryBudget, string ClusterName, string NodeName)
{
    public const string Usage = """
        Usage: dotnet run --project engines/Elasticsearch -- --port 9200 --data DIR
        Serves Elasticsearch's REST API on the loopback until SIGINT or SIGTERM.

          --port PORT         default 9200; 0 takes any free port, which the first line of output names
          --data DIR          where the documents are kept; created where it is missing
          --memory MB         what documents and indices may take in memory; default 512
          --cluster NAME      default docker-cluster
          --node NAME         default node-1
          --help              this text

        Environment: ELASTIC_PASSWORD is the password of the user elastic; where it is not set, nobody is asked who they are.
        Exit codes: 0 it was told to stop, 1 it could not start, 2 bad usage.
        """;

    /// <returns>Null and the reason where the arguments make no sense.</returns>
    public static (CommandLine? Parsed, string Wrong) Parse(string[] args)
    {
        var parsed = new CommandLine(9200, "", 512L << 20, "docker-cluster", "node-1");
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                return (null, $"{args[i]} needs a value, or is unknown.");
            var value = args[i + 1];
            switch (args[i])
            {
                case "--port" when int.TryParse(value, out var port) && port is >= 0 and <= 65535:
                    parsed = parsed with { Port = port };
                    break;
                case "--port":
                    return (null, $"--port {value} is no port: 0 to 65535.");
                case "--memory" when int.TryParse(value, out var megabytes) && megabytes > 0:
                    parsed = parsed with { MemoryBudget = (long)megabytes << 20 };
                    break;
                case "--memory":
                    return (null, $"--memory {value} is no number of megabytes.");
                case "--data":
                    parsed = parsed with { Data = value };
                    break;
                case "--cluster":
                    parsed = parsed with { ClusterName = value };
                    break;
                case "--node":
                    parsed = parsed with { NodeName = value };
                    break;
                default:
                    return (null, $"Unknown option '{args[i]}'.");
            }
        }
        return parsed.Data.Length == 0 ? (null, "--data DIR is missing.") : (parsed, "");
    }
}
