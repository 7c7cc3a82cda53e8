namespace Platform.Engines.ObjectStorage;

/// <summary>What the engine is told when it runs alone.</summary>
internal sealed record CommandLine(int Port, string Data, string Region, IReadOnlyList<string> Buckets)
{
    public const string Usage = """
        Usage: dotnet run --project engines/ObjectStorage -- --port 9000 --data DIR [--bucket NAME]...
        Serves S3 on the loopback until SIGINT or SIGTERM.

          --port PORT      default 9000; 0 takes any free port, which the first line of output names
          --data DIR       where the objects are kept; created where it is missing
          --bucket NAME    a bucket that exists once the server is ready; may be given again
          --region NAME    where buckets are whose maker names no region; default us-east-1
          --help           this text

        Environment: MINIO_ROOT_USER and MINIO_ROOT_PASSWORD are access key and secret key (minioadmin and minioadmin where they are not set).
        Exit codes: 0 it was told to stop, 1 it could not start, 2 bad usage.
        """;

    /// <returns>Null and the reason where the arguments make no sense.</returns>
    public static (CommandLine? Parsed, string Wrong) Parse(string[] args)
    {
        var (port, data, region, buckets) = (9000, "", "us-east-1", new List<string>());
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                return (null, $"{args[i]} needs a value, or is unknown.");
            var value = args[i + 1];
            switch (args[i])
            {
                case "--port" when int.TryParse(value, out port) && port is >= 0 and <= 65535:
                    break;
                case "--port":
                    return (null, $"--port {value} is no port: 0 to 65535.");
                case "--data":
                    data = value;
                    break;
                case "--region":
                    region = value;
                    break;
                case "--bucket":
                    buckets.Add(value);
                    break;
                default:
                    return (null, $"Unknown option '{args[i]}'.");
            }
        }
        return data.Length == 0 ? (null, "--data DIR is missing.") : (new(port, data, region, buckets), "");
    }
}
