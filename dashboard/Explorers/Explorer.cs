using Platform.Dashboard.Explorers.Elasticsearch;
using Platform.Dashboard.Explorers.Kafka;
using Platform.Dashboard.Explorers.Postgres;
using Platform.Dashboard.Explorers.Redis;
using Platform.Dashboard.Explorers.S3;

namespace Platform.Dashboard.Explorers;

/// <summary>Opens explorers by kind and connection string, as Aspire writes them.</summary>
public static class Explorer
{
    /// <exception cref="ExplorerException">The connection string is not one of this kind; the message does not repeat it.</exception>
    public static IExplorer Open(ExplorerKind kind, string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        try
        {
            return kind switch
            {
                ExplorerKind.Postgres => new PostgresExplorer(connectionString),
                ExplorerKind.Redis => new RedisExplorer(connectionString),
                ExplorerKind.Kafka => new KafkaExplorer(connectionString),
                ExplorerKind.Elasticsearch => new ElasticsearchExplorer(connectionString),
                ExplorerKind.S3 => new S3Explorer(connectionString),
                _ => throw new ArgumentOutOfRangeException(nameof(kind)),
            };
        }
        catch (Exception error) when (error is FormatException or ArgumentException and not ArgumentOutOfRangeException)
        {
            // The inner message may quote the string, which holds a secret.
            throw new ExplorerException($"The connection string is none that {kind} understands ({error.GetType().Name}).");
        }
    }
}
