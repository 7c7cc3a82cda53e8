using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>The records of one partition, in segments. Thread-safe.</summary>
internal sealed partial class PartitionLog : IDisposable
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

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

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
}
