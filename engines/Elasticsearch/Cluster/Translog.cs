using Microsoft.Extensions.Logging;
using Platform.Engines.Storage;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>The node's journal: whatever is not in it did not happen.</summary>
internal sealed class Translog(Journal journal, ILogger logger, Func<(long Bytes, IEnumerable<ReadOnlyMemory<byte>> Records)> live)
    : IDisposable
{
    // A smaller journal opens in no time, whatever it says.
    private const long SmallJournal = 32L << 20;
    private readonly ReaderWriterLockSlim gate = new();
    private Task compaction = Task.CompletedTask;
    private int compacting;
    private long compactBeyond = SmallJournal;

    public long Length => journal.Length;

    /// <summary>Appends the records, then applies what they say. Nothing is applied where an append failed.</summary>
    /// <exception cref="ElasticsearchException">The disk is full: 429 <c>cluster_block_exception</c>.</exception>
    public void Commit(IEnumerable<ReadOnlyMemory<byte>> records, Action apply)
    {
        gate.EnterReadLock();
        try
        {
            foreach (var record in records)
                journal.Append(record.Span);
            apply();
        }
        catch (StorageException refusal)
        {
            logger.LogError(refusal, "The translog takes nothing.");
            throw Blocked(refusal);
        }
        finally
        {
            gate.ExitReadLock();
        }
        if (journal.Length > Volatile.Read(ref compactBeyond) && Interlocked.Exchange(ref compacting, 1) == 0)
            compaction = Task.Run(CompactWhenWorthIt);
    }

    public void CopyTo(string file) => journal.CopyTo(file);

    public void Dispose()
    {
        compaction.Wait();
        journal.Dispose();
        gate.Dispose();
    }

    private static ElasticsearchException Blocked(StorageException refusal) =>
        new(
            429,
            "cluster_block_exception",
            "blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];",
            new ElasticsearchException(507, "translog_exception", refusal.Message)
        );

    private void CompactWhenWorthIt()
    {
        // Writes wait: the copy must have all that was acknowledged.
        gate.EnterWriteLock();
        try
        {
            var (bytes, records) = live();
            if (journal.Length > 2 * bytes)
                journal.Compact(records);
            Volatile.Write(ref compactBeyond, Math.Max(SmallJournal, 2 * journal.Length));
        }
        catch (StorageException refusal)
        {
            logger.LogWarning(refusal, "The translog stays as long as it is.");
            Volatile.Write(ref compactBeyond, journal.Length + SmallJournal);
        }
        finally
        {
            Volatile.Write(ref compacting, 0);
            gate.ExitWriteLock();
        }
    }
}
