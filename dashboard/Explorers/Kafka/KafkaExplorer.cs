using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Platform.Dashboard.Explorers.Kafka;

/// <summary>
/// Topics, their messages, consumer groups and their lag. Assigns partitions and never subscribes, commits nothing: no group comes to be
/// and none is moved.
/// </summary>
internal sealed class KafkaExplorer : IExplorer
{
    private const int MessageLimit = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string servers;
    private readonly Lazy<IAdminClient> administration;

    public KafkaExplorer(string connectionString)
    {
        servers = connectionString;
        administration = new(() => new AdminClientBuilder(
                new AdminClientConfig
                {
                    BootstrapServers = servers,
                    ClientId = "platform-explorer",
                    SocketTimeoutMs = 5_000,
                }
            ).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build());
    }

    public ExplorerKind Kind => ExplorerKind.Kafka;

    public string QueryLanguage => "kafka";

    public IReadOnlyList<ExplorerAction> Actions { get; } =
    [new("lag", "Lag by group", [], []), new("configuration", "Configuration", ["topic"], [])];

    public Task<ExplorerListing> ListAsync(string path, PageRequest page, CancellationToken cancellationToken) =>
        AskAsync(
            () =>
                ExplorerPath.Split(path) switch
                {
                    [] => Topics(),
                    [var topic] => Partitions(topic),
                    _ => throw ExplorerPath.Nothing(path),
                },
            cancellationToken
        );

    public Task<ExplorerContent> ReadAsync(string path, PageRequest page, CancellationToken cancellationToken) =>
        AskAsync(() => Messages(path, new MessageFilter(""), page, cancellationToken), cancellationToken);

    public Task<ExplorerContent> QueryAsync(string path, string text, CancellationToken cancellationToken) =>
        AskAsync(() => Messages(path, new MessageFilter(text), new PageRequest(Limit: MessageLimit), cancellationToken), cancellationToken);

    public Task<ExplorerContent> ActAsync(
        string action,
        string path,
        IReadOnlyDictionary<string, string?> inputs,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            async () =>
                (action, ExplorerPath.Split(path)) switch
                {
                    ("lag", var where) => await GroupLag.ReadAsync(
                        administration.Value,
                        servers,
                        where is [var topic, ..] ? topic : null,
                        Patience
                    ),
                    ("configuration", [var topic, ..]) => await ConfigurationAsync(topic),
                    _ => throw new ExplorerException($"Kafka has no action '{action}' for '{path}'."),
                },
            cancellationToken
        );

    public ValueTask DisposeAsync()
    {
        if (administration.IsValueCreated)
        {
            administration.Value.Dispose();
        }
        return ValueTask.CompletedTask;
    }

    private ExplorerListing Topics()
    {
        var topics = administration.Value.GetMetadata(Patience).Topics.OrderBy(topic => topic.Topic, StringComparer.Ordinal).ToList();
        using var reader = new PartitionReader(servers);
        return new([
            .. topics.Select(topic =>
            {
                var count = topic.Partitions.Sum(partition =>
                    reader.Range(new(topic.Topic, partition.PartitionId), Patience) is var (low, high) ? high - low : 0
                );
                var facts = $"{topic.Partitions.Count} partitions, {count} messages";
                return new ExplorerEntry(ExplorerPath.Join(topic.Topic), topic.Topic, "topic", CanOpen: true, CanRead: true, facts);
            }),
        ]);
    }

    private ExplorerListing Partitions(string topic)
    {
        using var reader = new PartitionReader(servers);
        return new([
            .. PartitionsOf(topic)
                .Select(partition =>
                {
                    var (low, high) = reader.Range(partition, Patience);
                    var name = $"{partition.Partition.Value}";
                    return new ExplorerEntry(
                        ExplorerPath.Join(topic, name),
                        name,
                        "partition",
                        CanOpen: false,
                        CanRead: true,
                        $"{low} – {high}"
                    );
                }),
        ]);
    }

    private ExplorerContent Messages(string path, MessageFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var partitions = ExplorerPath.Split(path) switch
        {
            [var topic] => PartitionsOf(topic),
            [var topic, var number] when int.TryParse(number, out var one) => [.. PartitionsOf(topic).Where(p => p.Partition.Value == one)],
            _ => throw ExplorerPath.Nothing(path),
        };
        if (partitions.Count == 0)
        {
            throw ExplorerPath.Nothing(path);
        }
        using var reader = new PartitionReader(servers);
        return reader.Newest(partitions, filter, page.After, Math.Clamp(page.Limit, 1, MessageLimit), Patience, cancellationToken);
    }

    private List<TopicPartition> PartitionsOf(string topic)
    {
        // Asked for all, so that the broker's auto-creation never makes a topic of a name that somebody typed.
        var found = administration.Value.GetMetadata(Patience).Topics.SingleOrDefault(one => one.Topic == topic);
        return found is null
            ? throw new ExplorerException($"There is no topic '{topic}'.")
            : [.. found.Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId))];
    }

    private async Task<ExplorerContent> ConfigurationAsync(string topic)
    {
        PartitionsOf(topic);
        var answers = await administration.Value.DescribeConfigsAsync(
            [new ConfigResource { Type = ResourceType.Topic, Name = topic }],
            new DescribeConfigsOptions { RequestTimeout = Patience }
        );
        return new ExplorerContent
        {
            Columns = [new("name"), new("value"), new("default")],
            Rows =
            [
                .. answers[0]
                    .Entries.Values.OrderBy(entry => entry.Name, StringComparer.Ordinal)
                    .Select(entry =>
                        (IReadOnlyList<string?>)[entry.Name, entry.IsSensitive ? "***" : entry.Value, entry.IsDefault ? "yes" : "no"]
                    ),
            ],
        };
    }

    private static Task<T> AskAsync<T>(Func<T> ask, CancellationToken cancellationToken) =>
        AskAsync(() => Task.FromResult(ask()), cancellationToken);

    // librdkafka's calls block.
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(ask, cancellationToken);
        }
        catch (KafkaException error)
        {
            var unreachable = error.Error.IsLocalError;
            throw new ExplorerException(
                unreachable ? $"Kafka cannot be reached: {error.Error.Reason}" : $"Kafka says: {error.Error.Reason}",
                error
            )
            {
                Unreachable = unreachable,
            };
        }
    }
}
