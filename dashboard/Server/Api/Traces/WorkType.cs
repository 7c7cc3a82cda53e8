using Platform.Dashboard.Store;

namespace Platform.Dashboard.Api.Traces;

/// <summary>What a span is at work on, as lists filter and comparisons group by it.</summary>
[Flags]
internal enum WorkType : byte
{
    None = 0,
    Http = 1,
    Database = 2,
    Messaging = 4,
    Rpc = 8,
    Cloud = 16,
    Other = 32,
}

/// <summary>The one place that says which type a span is of. Not to be asked of the name: two attributes and the kind decide.</summary>
internal static class WorkTypes
{
    private const byte Server = 2;
    private const byte Client = 3;
    private const byte Producer = 4;
    private const byte Consumer = 5;

    private static readonly WorkType[] Each =
    [
        WorkType.Http,
        WorkType.Database,
        WorkType.Messaging,
        WorkType.Rpc,
        WorkType.Cloud,
        WorkType.Other,
    ];

    private static readonly HashSet<string> MessagingSystems = new(StringComparer.OrdinalIgnoreCase)
    {
        "activemq",
        "aws.sns",
        "aws_sqs",
        "eventgrid",
        "eventhubs",
        "gcp_pubsub",
        "jms",
        "kafka",
        "mqtt",
        "nats",
        "pulsar",
        "rabbitmq",
        "rocketmq",
        "servicebus",
    };

    private static readonly HashSet<string> SqlSystems = new(StringComparer.OrdinalIgnoreCase)
    {
        "cockroachdb",
        "mariadb",
        "microsoft.sql_server",
        "mssql",
        "mysql",
        "oracle",
        "oracle.db",
        "other_sql",
        "postgresql",
        "sqlite",
    };

    private static readonly HashSet<string> RpcSystems = new(StringComparer.OrdinalIgnoreCase)
    {
        "apache_dubbo",
        "connect_rpc",
        "connectrpc",
        "dotnet_wcf",
        "dubbo",
        "grpc",
        "java_rmi",
        "jsonrpc",
        "onc_rpc",
        "signalr",
        "trpc",
    };

    /// <param name="system">The text of <see cref="SpanRow.System"/>.</param>
    public static WorkType Of(in SpanRow span, string system)
    {
        if (span.Kind is Producer or Consumer || MessagingSystems.Contains(system))
        {
            return WorkType.Messaging;
        }
        if (system.Length > 0)
        {
            return system.EndsWith("-api", StringComparison.OrdinalIgnoreCase) ? WorkType.Cloud
                : RpcSystems.Contains(system) ? WorkType.Rpc
                : WorkType.Database;
        }
        return span.HttpStatus != 0 || span.Kind is Server or Client ? WorkType.Http : WorkType.Other;
    }

    /// <summary>As the API and the pages write it.</summary>
    public static string Name(WorkType type) =>
        type switch
        {
            WorkType.Http => "http",
            WorkType.Database => "db",
            WorkType.Messaging => "messaging",
            WorkType.Rpc => "rpc",
            WorkType.Cloud => "cloud",
            _ => "other",
        };

    /// <summary>As comparisons count it: statements of SQL apart from other work of databases.</summary>
    public static string CountedName(WorkType type, string system) =>
        type == WorkType.Database && SqlSystems.Contains(system) ? "sql" : Name(type);

    public static IReadOnlyList<string> Names(WorkType types) => [.. Each.Where(type => (types & type) != 0).Select(Name)];

    /// <summary>Several, with commas between; <see cref="WorkType.None"/> where nothing is asked for.</summary>
    public static bool TryParse(string? text, out WorkType types)
    {
        types = WorkType.None;
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            switch (part.ToLowerInvariant())
            {
                case "http":
                    types |= WorkType.Http;
                    break;
                case "db" or "database":
                    types |= WorkType.Database;
                    break;
                case "messaging":
                    types |= WorkType.Messaging;
                    break;
                case "rpc":
                    types |= WorkType.Rpc;
                    break;
                case "cloud":
                    types |= WorkType.Cloud;
                    break;
                case "other":
                    types |= WorkType.Other;
                    break;
                default:
                    return false;
            }
        }
        return true;
    }
}
