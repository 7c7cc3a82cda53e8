using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Reads records; waits without a thread until there are enough of them. Sessions (KIP-227) are declined: every answer says session 0.</summary>
internal sealed class FetchApi(BrokerNode node) : IApi
{
    // A client that went away is noticed by then at the latest; one that is there just asks again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private const long FreeBytes = 64 * 1024;

    private readonly int _maxBytes = node.Config.Int32("fetch.max.bytes");

    public ApiKey Key => ApiKey.Fetch;

    public async ValueTask HandleAsync(
        RequestContext context,
        RequestReader request,
        ResponseWriter response,
        CancellationToken cancellationToken
    )
    {
        var version = context.Version;
        var fetch = FetchRequest.Read(request, version);
        response.Int32(0);
        if (version >= 7)
        {
            response.Error(fetch.SessionId == 0 ? ErrorCode.None : ErrorCode.FetchSessionIdNotFound);
            response.Int32(0);
        }

        if (fetch.SessionId != 0)
        {
            response.ArrayCount(0);
            response.TaggedFields();
            return;
        }

        var slices = await SlicesAsync(fetch, cancellationToken);
        var left = Math.Min(fetch.MaxBytes, _maxBytes);
        await TakeAsync(context, slices, left, cancellationToken);
        var (next, any) = (0, false);
        response.ArrayCount(fetch.Topics.Count);
        foreach (var topic in fetch.Topics)
        {
            response.String(topic.Name);
            response.ArrayCount(topic.Partitions.Count);
            foreach (var partition in topic.Partitions)
            {
                var (slice, log) = slices[next++];
                WriteHead(response, version, fetch.CommittedOnly, partition, slice, log);
                var sent = FetchRecords.Write(response, slice, Math.Min(left, partition.MaxBytes), atLeastOne: !any);
                left -= sent;
                any |= sent > 0;
                response.TaggedFields();
            }

            response.TaggedFields();
        }

        response.TaggedFields();
    }

    private static void WriteHead(
        ResponseWriter response,
        short version,
        bool committedOnly,
        FetchPartition partition,
        LogSlice slice,
        PartitionLog? log
    )
    {
        response.Int32(partition.Index);
        response.Error(slice.Error);
        response.Int64(slice.HighWatermark);
        response.Int64(slice.LastStableOffset);
        if (version >= 5)
        {
            response.Int64(slice.LogStartOffset);
        }

        if (committedOnly)
        {
            var aborted = slice.Segment is null ? [] : log!.AbortedTransactions(partition.Offset, slice.LastStableOffset);
            response.Array(
                aborted,
                static (writer, transaction) =>
                {
                    writer.Int64(transaction.ProducerId);
                    writer.Int64(transaction.FirstOffset);
                    writer.TaggedFields();
                }
            );
        }
        else
        {
            response.ArrayCount(-1);
        }

        if (version >= 11)
        {
            response.Int32(-1);
        }
    }

    // Room for the records before they are read. Small answers need no leave.
    private async ValueTask TakeAsync(
        RequestContext context,
        List<(LogSlice Slice, PartitionLog? Log)> slices,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var first = slices.Find(pair => pair.Slice.Length > 0).Slice.FirstBatch;
        var bytes = Math.Min(slices.Sum(pair => (long)pair.Slice.Length), Math.Max(limit, first));
        if (bytes > FreeBytes)
        {
            await node.Responses.TakeAsync(bytes, cancellationToken);
            context.ResponseLease = bytes;
        }
    }

    private async ValueTask<List<(LogSlice Slice, PartitionLog? Log)>> SlicesAsync(FetchRequest fetch, CancellationToken cancellationToken)
    {
        var logs = fetch
            .Topics.SelectMany(topic => topic.Partitions.Select(partition => node.Topics.Find(topic.Name, partition.Index)?.Log))
            .ToList();
        var slices = Look(fetch, logs);
        var wait = TimeSpan.FromMilliseconds(Math.Clamp(fetch.MaxWaitMs, 0, (int)LongestWait.TotalMilliseconds));
        if (IsEnough(fetch, slices) || wait == TimeSpan.Zero)
        {
            return slices;
        }

        var waiter = new Purgatory.Waiter();
        var began = node.Time.GetTimestamp();
        foreach (var log in logs)
        {
            log!.Waiting.Add(waiter);
        }

        try
        {
            while (true)
            {
                waiter.Rearm();
                slices = Look(fetch, logs);
                var left = wait - node.Time.GetElapsedTime(began);
                if (left <= TimeSpan.Zero || IsEnough(fetch, slices))
                {
                    return slices;
                }

                await waiter.WaitAsync(left, node.Time, cancellationToken);
            }
        }
        finally
        {
            foreach (var log in logs)
            {
                log!.Waiting.Remove(waiter);
            }
        }
    }

    private static List<(LogSlice Slice, PartitionLog? Log)> Look(FetchRequest fetch, List<PartitionLog?> logs)
    {
        var slices = new List<(LogSlice, PartitionLog?)>(logs.Count);
        foreach (var partition in fetch.Topics.SelectMany(topic => topic.Partitions))
        {
            var log = logs[slices.Count];
            var error = log is null ? ErrorCode.UnknownTopicOrPartition : LeaderEpochs.Check(partition.LeaderEpoch);
            slices.Add(
                (error == ErrorCode.None ? log!.Slice(partition.Offset, fetch.CommittedOnly) : new LogSlice(error, -1, -1, -1), log)
            );
        }

        return slices;
    }

    // An error is answered at once, and so are a fetch of nothing and the end of a segment: what comes after it is for the next fetch.
    private static bool IsEnough(FetchRequest fetch, List<(LogSlice Slice, PartitionLog? Log)> slices) =>
        slices.Count == 0
        || slices.Exists(pair => pair.Slice.Error != ErrorCode.None || pair.Slice.HasMore)
        || slices.Sum(pair => (long)pair.Slice.Length) >= Math.Min(fetch.MinBytes, fetch.MaxBytes);
}
