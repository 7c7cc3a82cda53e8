using System.Globalization;
using Confluent.Kafka;

namespace Platform.Dashboard.Explorers.Kafka;

/// <summary>Reads the end of partitions backwards in time, page by page. Belongs to no group: it assigns, and stores no offset.</summary>
internal sealed class PartitionReader(string servers) : IDisposable
{
    /// <summary>Messages looked at for one page of a filter.</summary>
    private const int ScanLimit = 20_000;

    private readonly IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(
        new ConsumerConfig
        {
            BootstrapServers = servers,
            ClientId = "platform-explorer",
            // The client wants a name; without subscribing and committing the cluster never hears of it.
            GroupId = "platform-explorer",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,
            AllowAutoCreateTopics = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            FetchMaxBytes = 4 << 20,
            QueuedMaxMessagesKbytes = 8 << 10,
        }
    ).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();

    public (long Low, long High) Range(TopicPartition partition, TimeSpan patience)
    {
        var offsets = consumer.QueryWatermarkOffsets(partition, patience);
        return (offsets.Low.Value, offsets.High.Value);
    }

    /// <param name="after">"partition:offset,…": messages before these.</param>
    public ExplorerContent Newest(
        IReadOnlyList<TopicPartition> partitions,
        MessageFilter filter,
        string? after,
        int limit,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var before = Positions(after);
        var window = filter.IsEmpty ? limit : Math.Max(limit, ScanLimit / partitions.Count);
        var ends = new Dictionary<Partition, Window>();
        foreach (var partition in partitions)
        {
            var (low, high) = Range(partition, patience);
            var until = before.TryGetValue(partition.Partition.Value, out var known) ? Math.Clamp(known, low, high) : high;
            ends[partition.Partition] = new(low, Math.Max(low, until - window), until);
        }
        var open = ends.Where(end => end.Value.From < end.Value.Until).ToDictionary();
        var found = new List<ConsumeResult<byte[], byte[]>>();
        var scanned = 0;
        consumer.Assign(open.Select(end => new TopicPartitionOffset(partitions[0].Topic, end.Key, end.Value.From)));
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(patience);
        var complete = true;
        try
        {
            while (open.Count > 0)
            {
                var message = consumer.Consume(limited.Token);
                if (!open.TryGetValue(message.Partition, out var end))
                {
                    continue;
                }
                if (!message.IsPartitionEOF && message.Offset.Value < end.Until)
                {
                    scanned++;
                    if (filter.IsEmpty || Matches(filter, message))
                    {
                        found.Add(message);
                    }
                }
                if (message.IsPartitionEOF || message.Offset.Value >= end.Until - 1)
                {
                    open.Remove(message.Partition);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            complete = false;
        }
        finally
        {
            consumer.Unassign();
        }
        var newest = found
            .OrderByDescending(message => message.Message.Timestamp.UnixTimestampMs)
            .ThenByDescending(message => message.Offset.Value)
            .Take(limit)
            .ToList();
        return new ExplorerContent
        {
            Columns =
            [
                new("partition", IsNumeric: true),
                new("offset", IsNumeric: true),
                new("time"),
                new("key"),
                new("value"),
                new("headers"),
            ],
            Rows = [.. newest.Select(Row)],
            Next = complete ? Next(ends, newest, allShown: found.Count == newest.Count) : null,
            Notice = complete
                ? filter.IsEmpty
                    ? null
                    : $"{scanned} messages looked at"
                : $"Kafka did not give all within {patience.TotalSeconds:0} s: {scanned} messages looked at.",
        };
    }

    public void Dispose()
    {
        // Close would say goodbye to a group that there is none of.
        consumer.Dispose();
    }

    /// <summary>What was read and not shown comes with the next page: a partition goes on below its oldest message on this one.</summary>
    private static string? Next(Dictionary<Partition, Window> windows, List<ConsumeResult<byte[], byte[]>> shown, bool allShown)
    {
        var positions = windows.ToDictionary(
            window => window.Key,
            window =>
                allShown
                    ? window.Value.From
                    : shown
                        .Where(message => message.Partition == window.Key)
                        .Select(message => message.Offset.Value)
                        .DefaultIfEmpty(window.Value.Until)
                        .Min()
        );
        return positions.Any(position => position.Value > windows[position.Key].Low)
            ? string.Join(',', positions.Select(position => $"{position.Key.Value}:{position.Value}"))
            : null;
    }

    /// <param name="Low">The partition's oldest offset.</param>
    /// <param name="From">Where this page's reading begins.</param>
    /// <param name="Until">Where it ends, exclusively.</param>
    private readonly record struct Window(long Low, long From, long Until);

    private static Dictionary<int, long> Positions(string? after)
    {
        var positions = new Dictionary<int, long>();
        foreach (var part in (after ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                part.Split(':') is not [var partition, var offset]
                || !int.TryParse(partition, out var number)
                || !long.TryParse(offset, out var position)
            )
            {
                throw new ExplorerException($"'{after}' is no place to go on from.");
            }
            positions[number] = position;
        }
        return positions;
    }

    private static bool Matches(MessageFilter filter, ConsumeResult<byte[], byte[]> result) =>
        filter.Matches(ValueText.Cell(result.Message.Key), ValueText.Cell(result.Message.Value), Headers(result), result.Offset.Value);

    private static IReadOnlyList<string?> Row(ConsumeResult<byte[], byte[]> result) =>
        [
            $"{result.Partition.Value}",
            $"{result.Offset.Value}",
            result.Message.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ValueText.Cell(result.Message.Key),
            ValueText.Cell(result.Message.Value),
            string.Join('\n', Headers(result).Select(header => $"{header.Key}={header.Value}")),
        ];

    private static KeyValuePair<string, string?>[] Headers(ConsumeResult<byte[], byte[]> result) =>
        [.. (result.Message.Headers ?? []).Select(header => KeyValuePair.Create(header.Key, ValueText.Cell(header.GetValueBytes())))];
}
