using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Engines.Storage;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>A cluster of one node: its indices, aliases and templates, and the translog that they come from. Any thread.</summary>
internal sealed partial class SearchNode : IDisposable
{
    private const string Format = "elasticsearch/1";
    private const string JournalFile = "translog";

    // A document may be as large as a request, and the record that holds it is a little larger.
    private const int LongestRecord = 128 << 20;
    private readonly DataDirectory directory;
    private readonly Translog translog;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Lock gate = new();

    // Of the replay alone.
    private readonly Dictionary<int, LocalIndex> byNumber = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClusterState state = new();
    private int nextIndex = 1;

    private SearchNode(DataDirectory directory, ElasticsearchServerOptions options)
    {
        this.directory = directory;
        time = options.TimeProvider;
        logger = options.Logger ?? NullLogger.Instance;
        Options = options;
        Budget = new(options.MemoryBudget);
        var journal = Journal.Open(
            Path.Combine(directory.Path, JournalFile),
            Replay,
            new() { MaxRecordLength = LongestRecord, Time = time }
        );
        translog = new(journal, logger, Live);
        foreach (var index in state.Indices.Values)
            index.EndReplay(translog);
        if (ClusterUuid.Length == 0)
        {
            ClusterUuid = NewUuid();
            translog.Commit([new MetadataRecord(ClusterUuid: ClusterUuid).ToBytes()], () => { });
        }
    }

    public ElasticsearchServerOptions Options { get; }

    public MemoryBudget Budget { get; }

    /// <summary>Given once for each data directory.</summary>
    public string ClusterUuid { get; private set; } = "";

    public long TranslogLength => translog.Length;

    public TimeProvider Time => time;

    /// <summary>As of now; what comes after does not change it.</summary>
    public ClusterState State => Volatile.Read(ref state);

    /// <summary>Ends when <see cref="State"/> is another one.</summary>
    public Task Changed => Volatile.Read(ref changed).Task;

    public bool DestructiveRequiresName => State.Settings.GetValueOrDefault("action.destructive_requires_name") != "false";

    /// <exception cref="IOException">The directory is held by another process, is not ours, or cannot be used.</exception>
    public static SearchNode Open(ElasticsearchServerOptions options)
    {
        var directory = DataDirectory.Open(options.DataDirectory, Format);
        try
        {
            return new(directory, options);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Makes what was there before the start searchable, beside the first requests; a search does not wait for it twice.</summary>
    public void IndexWhatWasThere()
    {
        foreach (var index in State.Indices.Values)
            index.RefreshByClock();
    }

    /// <summary>Writes a consistent copy that a node can open: the translog as it is now, which is all there is.</summary>
    public void Snapshot(string target)
    {
        directory.BeginSnapshot(target);
        translog.CopyTo(Path.Combine(target, JournalFile));
    }

    public void Dispose()
    {
        foreach (var index in State.Indices.Values)
            index.Dispose();
        translog.Dispose();
        directory.Dispose();
    }

    /// <summary>22 characters, as Elasticsearch's.</summary>
    public static string NewUuid() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    private void Replay(ReadOnlySpan<byte> record)
    {
        if ((TranslogKind)record[0] == TranslogKind.Metadata)
        {
            Replay(MetadataRecord.Read(record));
            return;
        }
        var operations = new OperationsReader(record);
        if (byNumber.TryGetValue(operations.Index, out var index))
            index.Replay(ref operations);
    }

    private void Replay(MetadataRecord record)
    {
        ClusterUuid = record.ClusterUuid ?? ClusterUuid;
        foreach (var number in record.Deleted ?? [])
            if (byNumber.Remove(number, out var gone))
            {
                state = state.WithoutIndex(gone.Name);
                gone.Dispose();
            }
        foreach (var put in record.Put ?? [])
            if (byNumber.TryGetValue(put.Number, out var there))
                there.Replay(put);
            else
            {
                var index = new LocalIndex(put, Budget, time, logger);
                byNumber[put.Number] = index;
                state = state with { Indices = state.Indices.SetItem(put.Name, index) };
                nextIndex = Math.Max(nextIndex, put.Number + 1);
            }
        state = Apply(state, record);
    }

    private static ClusterState Apply(ClusterState state, MetadataRecord record)
    {
        if (record.Aliases is { } aliases)
            state = state with
            {
                Aliases = aliases.ToImmutableSortedDictionary(
                    alias => alias.Key,
                    alias => alias.Value.ToImmutableSortedDictionary(StringComparer.Ordinal),
                    StringComparer.Ordinal
                ),
            };
        if (record.Templates is { } templates)
            state = state with
            {
                Templates = templates.ToImmutableDictionary(
                    kind => kind.Key,
                    kind => kind.Value.ToImmutableSortedDictionary(StringComparer.Ordinal)
                ),
            };
        return record.Settings is { } settings
            ? state with
            {
                Settings = settings.ToImmutableSortedDictionary(StringComparer.Ordinal),
            }
            : state;
    }

    private (long Bytes, IEnumerable<ReadOnlyMemory<byte>> Records) Live()
    {
        var now = State;
        return (now.Indices.Values.Sum(index => index.LiveBytes), LiveRecords(now));
    }

    private IEnumerable<ReadOnlyMemory<byte>> LiveRecords(ClusterState now)
    {
        yield return new MetadataRecord(
            Put: [.. now.Indices.Values.Select(index => index.ToRecord())],
            Aliases: MetadataRecord.Of(now.Aliases),
            Templates: MetadataRecord.Of(now.Templates),
            Settings: now.Settings.ToDictionary(),
            ClusterUuid: ClusterUuid
        ).ToBytes();
        foreach (var index in now.Indices.Values)
        foreach (var record in index.ToRecords())
            yield return record;
    }
}
