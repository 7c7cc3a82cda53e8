namespace Platform.Dashboard.Explorers;

/// <summary>What can be looked into.</summary>
public enum ExplorerKind
{
    Postgres,
    Redis,
    Kafka,
    Elasticsearch,
    S3,
}
