using Kafka.Tests.Support;
using Platform.Engines.Kafka.Logs;

namespace Kafka.Tests.Clients.Programs;

/// <summary>How the batches of a topic lie in the broker: codecs pass through untouched.</summary>
internal static class Compression
{
    private static readonly string[] Names = ["none", "gzip", "snappy", "lz4", "zstd"];

    /// <summary>The codecs in the topic's first partition, each once.</summary>
    public static async Task<string[]> OfAsync(TestBroker test, string topic)
    {
        using var wire = await WireClient.ConnectAsync(test.Port);
        var records = (await wire.FetchAsync(topic, 0, maxBytes: 10_000_000)).Records;
        HashSet<string> codecs = [];
        for (var rest = records.AsMemory(); rest.Length >= RecordBatch.HeaderSize; )
        {
            var batch = RecordBatch.Read(rest.Span);
            codecs.Add(Names[batch.Compression]);
            rest = rest[batch.Size..];
        }

        return [.. codecs];
    }
}
