using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>The records of one partition, in segments. Thread-safe.</summary>
internal sealed class PartitionLog : IDisposable
{
    /// <summary>There is one leader for ever.</summary>
    public const int LeaderEpoch = 0;

    private readonly Lock _lock = new();
    private readonly string _directory;
    private readonly TimeProvider _time;
    private readonly LogSegments _segments;
    private readonly ProducerStates _producers = new();
    private LogSettings _settings;
    private long _logStart;
    private long _highWatermark;
    private bool _closed;

    private PartitionLog(string directory, LogSettings settings, TimeProvider time)
    {
        _directory = directory;
        _settings = settings;
        _time = time;
        _segments = new LogSegments(directory);
    }

    /// <summary>Fetches that wait for records of this partition.</summary>
    public Purgatory Waiting { get; } = new();

    public long LogStartOffset => Volatile.Read(ref _logStart);

    /// <summary>The offset that the next record gets; with one replica also the end of the log.</summary>
    public long HighWatermark => Volatile.Read(ref _highWatermark);

    /// <summary>Everything below is decided: the first offset of the oldest open transaction, or the high watermark.</summary>
    public long LastStableOffset
    {
        get
        {
            lock (_lock)
            {
                return StableOffset();
            }
        }
    }

    public long Size
    {
        get
        {
            lock (_lock)
            {
                return _segments.Size;
            }
        }
    }

    /// <summary>Opens or creates the log, and cuts off what a kill left half-written.</summary>
    /// <param name="logStart">As DeleteRecords last set it; 0 without.</param>
    /// <param name="cut">Bytes of a torn tail that were cut off.</param>
    public static PartitionLog Open(string directory, LogSettings settings, TimeProvider time, long logStart, out long cut)
    {
        var log = new PartitionLog(directory, settings, time);
        cut = log._segments.Open(settings, log._producers, log.Now);
        log._highWatermark = Math.Max(log._segments.NextOffset, logStart);
        log._logStart = Math.Max(logStart, log._segments.FirstOffset);
        return log;
    }

    public LogSettings Settings
    {
        get => Volatile.Read(ref _settings);
        set => Volatile.Write(ref _settings, value);
    }

    /// <summary>
    /// Checks one batch and appends it. Base offset and leader epoch are set in <paramref name="records"/>, in place. Written by a system call when this
    /// returns.
    /// </summary>
    public AppendResult Append(Span<byte> records, bool zstdAllowed = true)
    {
        var settings = Settings;
        var rules = new BatchRules(settings.MaxMessageBytes, zstdAllowed, settings.Compacted);
        var (error, message) = RecordBatchValidator.Check(records, rules, out var batch);
        if (error != ErrorCode.None)
        {
            return new AppendResult(error, -1, -1, LogStartOffset, message);
        }

        AppendResult result;
        lock (_lock)
        {
            ProducedBatch? repeats = null;
            error = _closed ? ErrorCode.UnknownTopicOrPartition : _producers.Check(batch, out repeats);
            if (error != ErrorCode.None)
            {
                return new AppendResult(error, -1, -1, _logStart);
            }

            if (repeats is { } first)
            {
                return new AppendResult(ErrorCode.None, first.BaseOffset, -1, _logStart);
            }

            var now = Now;
            if (settings.LogAppendTime)
            {
                RecordBatch.SetAppendTime(records, now);
                batch = RecordBatch.Read(records);
            }

            if (Write(records, ref batch, now) is { } refusal)
            {
                return new AppendResult(ErrorCode.KafkaStorageError, -1, -1, _logStart, refusal);
            }

            _producers.Add(batch, now);
            result = new AppendResult(ErrorCode.None, batch.BaseOffset, settings.LogAppendTime ? now : -1, _logStart);
        }

        Waiting.Wake();
        return result;
    }

    /// <summary>
    /// Ends the producer's transaction in this partition: appends a control batch of one marker. Harmless where none is open (a marker sent
    /// again after a crash). Wakes consumers.
    /// </summary>
    /// <returns><see cref="ErrorCode.InvalidProducerEpoch"/> where a newer epoch of the producer has written.</returns>
    public ErrorCode AppendMarker(long producerId, short producerEpoch, bool commit, int coordinatorEpoch)
    {
        lock (_lock)
        {
            var error = _closed ? ErrorCode.UnknownTopicOrPartition : _producers.CheckMarker(producerId, producerEpoch, coordinatorEpoch);
            if (error != ErrorCode.None)
            {
                return error;
            }

            var now = Now;
            var bytes = ControlBatch.Write(producerId, producerEpoch, commit, coordinatorEpoch, now);
            var batch = RecordBatch.Read(bytes);
            if (Write(bytes, ref batch, now) is not null)
            {
                return ErrorCode.KafkaStorageError;
            }

            _producers.AddMarker(batch, commit, coordinatorEpoch, now);
        }

        Waiting.Wake();
        return ErrorCode.None;
    }

    /// <summary>Whether the producer has a transaction open here.</summary>
    public bool HasOpenTransaction(long producerId)
    {
        lock (_lock)
        {
            return _producers.HasOpen(producerId);
        }
    }

    /// <summary>The aborted transactions that touch offsets from <paramref name="from"/> up to, not with, <paramref name="to"/>.</summary>
    public IReadOnlyList<AbortedTransaction> AbortedTransactions(long from, long to)
    {
        lock (_lock)
        {
            return _producers.Aborted.Count == 0
                ? []
                : [.. _producers.Aborted.Where(transaction => transaction.FirstOffset < to && transaction.LastOffset >= from)];
        }
    }

    /// <summary>What a fetch from <paramref name="offset"/> would get.</summary>
    /// <param name="committedOnly">Only up to the last stable offset.</param>
    public LogSlice Slice(long offset, bool committedOnly)
    {
        lock (_lock)
        {
            var stable = StableOffset();
            var slice = new LogSlice(ErrorCode.None, _highWatermark, stable, _logStart);
            if (_closed)
            {
                return slice with { Error = ErrorCode.UnknownTopicOrPartition };
            }

            if (offset < _logStart || offset > _highWatermark)
            {
                return slice with { Error = ErrorCode.OffsetOutOfRange };
            }

            var end = committedOnly ? stable : _highWatermark;
            if (offset >= end || _segments.Find(offset) is not { } segment)
            {
                return slice;
            }

            return LogLookup.Slice(segment, offset, end) is { } found
                ? slice with
                {
                    Segment = segment,
                    Position = found.Position,
                    Length = found.Length,
                    FirstBatch = found.FirstBatch,
                }
                : slice;
        }
    }

    /// <summary>The first record as late as <paramref name="timestamp"/> (Unix milliseconds), with its own time; null where all are earlier.</summary>
    public (long Offset, long Timestamp)? FindTime(long timestamp)
    {
        lock (_lock)
        {
            return LogLookup.FindTime(_segments.All, timestamp, _logStart);
        }
    }

    /// <summary>The record with the greatest timestamp; null in an empty log.</summary>
    public (long Offset, long Timestamp)? FindMaxTime()
    {
        lock (_lock)
        {
            return LogLookup.FindMaxTime(_segments.All, _logStart);
        }
    }

    /// <summary>Moves the start of the log forward and deletes the segments that lie before it.</summary>
    /// <param name="keep">Called with the new start before anything is deleted: keeps it beyond a restart.</param>
    public ErrorCode DeleteRecords(long before, Action<long> keep)
    {
        lock (_lock)
        {
            before = before == -1 ? _highWatermark : before;
            if (before < 0 || before > _highWatermark)
            {
                return ErrorCode.OffsetOutOfRange;
            }

            if (before > _logStart)
            {
                keep(before);
                Volatile.Write(ref _logStart, before);
                _segments.DeleteBefore(before);
            }

            return ErrorCode.None;
        }
    }

    /// <summary>Deletes whole segments that are older or more than the topic keeps, and forgets producers that are long silent.</summary>
    public void Retain()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            var settings = Settings;
            if (settings.Deletes && _segments.Retain(settings, Now, _producers))
            {
                Volatile.Write(ref _logStart, Math.Max(_logStart, _segments.FirstOffset));
            }

            _producers.Expire(Now - settings.ProducerExpirationMs, _logStart);
        }
    }

    /// <summary>Flushes to the disk what was written since the last time.</summary>
    public void Flush()
    {
        List<Segment> dirty;
        lock (_lock)
        {
            dirty = [.. _segments.All.Where(segment => segment.IsDirty)];
        }

        // Not under the lock: appends go on.
        foreach (var segment in dirty)
        {
            try
            {
                segment.Flush();
            }
            catch (ObjectDisposedException)
            {
                // Deleted by retention in this moment: nothing is left to flush.
            }
        }
    }

    /// <summary>Copies the log as it is now into <paramref name="directory"/>; appends go on.</summary>
    public void CopyTo(string directory)
    {
        List<(Segment Segment, int Length)> all;
        lock (_lock)
        {
            all = [.. _segments.All.Select(segment => (segment, segment.Length))];
        }

        Directory.CreateDirectory(directory);
        foreach (var (segment, length) in all)
        {
            try
            {
                segment.CopyTo(directory, length);
            }
            catch (ObjectDisposedException)
            {
                // Retention took it in this moment: the copy begins with the next one.
                File.Delete(Path.Combine(directory, Path.GetFileName(segment.Path)));
            }
        }
    }

    /// <summary>Closes, and wakes those that wait. The states that make the next start quick are saved.</summary>
    public void Dispose() => Close(save: true);

    /// <summary>Closes for a directory that will be deleted.</summary>
    public void Abandon() => Close(save: false);

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private long StableOffset() => Math.Min(_producers.FirstOpen ?? long.MaxValue, _highWatermark);

    // Null, or why it could not be written.
    private string? Write(Span<byte> bytes, ref RecordBatch batch, long now)
    {
        try
        {
            batch = batch with { BaseOffset = _highWatermark };
            RecordBatch.SetPlace(bytes, batch.BaseOffset, LeaderEpoch);
            _segments.ForAppend(bytes.Length, batch.BaseOffset, Settings, now, _producers).Append(bytes, batch);
            Volatile.Write(ref _highWatermark, batch.NextOffset);
            return null;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return $"{_directory}: {refusal.Message}";
        }
    }

    private void Close(bool save)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _segments.Close(save ? _producers : null);
        }

        Waiting.Wake();
    }
}
