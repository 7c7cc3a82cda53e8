using System.Text;
using Platform.Hosting;

namespace Platform.Engines.Redis;

/// <summary>The server's configuration, which it reads from standard input: the password touches neither a command line nor a disk.</summary>
internal sealed class RedisConfiguration(EngineRequest request, int port, string directory)
{
    // The engine decides these; a container's arguments mean its own network, disk and user by them.
    private static readonly HashSet<string> Ours =
    [
        "port",
        "bind",
        "requirepass",
        "masterauth",
        "dir",
        "dbfilename",
        "daemonize",
        "pidfile",
        "logfile",
        "unixsocket",
        "save",
        "appendonly",
        "appenddirname",
        "appendfilename",
        "supervised",
    ];

    public string Resource => request.ResourceName;

    public int Port => port;

    public string Directory => directory;

    public bool KeepData => request.KeepData;

    public string? Password => ((RedisSettings)request.Settings).Password;

    public byte[] ToBytes()
    {
        var lines = new StringBuilder()
            .AppendLine("bind 127.0.0.1 -::1")
            .AppendLine($"port {port}")
            .AppendLine($"dir {Quote(directory)}")
            .AppendLine($"save {Save()}")
            .AppendLine($"appendonly {(KeepData ? "yes" : "no")}")
            .AppendLine("daemonize no")
            // The server looks for a SIGTERM at this rate; at its default of 10 a stop takes up to 100 ms.
            .AppendLine("hz 50");
        foreach (var (name, values) in Directives())
        {
            lines.Append(name).AppendJoin("", values.Select(value => $" {Quote(value)}")).AppendLine();
        }

        if (Password is { } password)
        {
            lines.AppendLine($"requirepass {Quote(password)}");
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    private string Save() =>
        ((RedisSettings)request.Settings).Persistence is { } persistence
            ? $"{Math.Max(1, (long)persistence.Interval.TotalSeconds)} {persistence.KeysChanged}"
            : "\"\"";

    /// <summary>The arguments as directives: <c>--maxmemory 64mb</c>, given alone or inside the container's <c>sh -c "redis-server …"</c>.</summary>
    private IEnumerable<(string Name, List<string> Values)> Directives()
    {
        var words = request.Arguments.SelectMany(argument =>
            argument.Contains("redis-server") ? argument.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [argument]
        );
        List<(string Name, List<string> Values)> directives = [];
        foreach (var word in words)
        {
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                directives.Add((word[2..].ToLowerInvariant(), []));
            }
            else if (directives.Count > 0)
            {
                directives[^1].Values.Add(word);
            }
        }

        return directives.Where(directive =>
            !Ours.Contains(directive.Name) && !directive.Name.StartsWith("tls-", StringComparison.Ordinal)
        );
    }

    /// <summary>The server's own quoting: other control bytes than these have no place in a configuration line.</summary>
    private static string Quote(string value) =>
        $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r")}\"";
}
