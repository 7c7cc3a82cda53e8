using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Logs;

/// <summary>
/// The idempotent producers of one partition, their open transactions and the aborted ones. Rebuilt from the log, or from a
/// <see cref="SegmentState"/>. Not thread-safe.
/// </summary>
/// <remarks>The rules are those of KIP-98 and KIP-360 (a producer that is not remembered may begin with any sequence).</remarks>
internal sealed class ProducerStates
{
    private readonly Dictionary<long, ProducerEntry> _producers = [];
    private readonly List<AbortedTransaction> _aborted = [];
    private long? _firstOpen;

    /// <summary>The first offset of the oldest open transaction.</summary>
    public long? FirstOpen => _firstOpen;

    public int Count => _producers.Count;

    public IReadOnlyList<AbortedTransaction> Aborted => _aborted;

    public IEnumerable<ProducerEntry> Producers => _producers.Values;

    /// <summary>Whether a batch may be appended; a repetition is no error but gives the batch that it repeats.</summary>
    public ErrorCode Check(RecordBatch batch, out ProducedBatch? repeats)
    {
        repeats = null;
        if (!batch.HasProducer || !_producers.TryGetValue(batch.ProducerId, out var producer) || producer.Epoch < 0)
        {
            return ErrorCode.None;
        }

        if (batch.ProducerEpoch < producer.Epoch)
        {
            return ErrorCode.InvalidProducerEpoch;
        }

        if (batch.ProducerEpoch > producer.Epoch)
        {
            return batch.BaseSequence == 0 ? ErrorCode.None : ErrorCode.OutOfOrderSequenceNumber;
        }

        repeats = producer.Find(batch.BaseSequence, batch.LastSequence);
        if (repeats is not null)
        {
            return ErrorCode.None;
        }

        if (!producer.Follows(batch.BaseSequence))
        {
            return ErrorCode.OutOfOrderSequenceNumber;
        }

        return producer.TransactionStart is not null && !batch.IsTransactional ? ErrorCode.InvalidTxnState : ErrorCode.None;
    }

    /// <summary>Takes note of a batch that is in the log.</summary>
    public void Add(RecordBatch batch, long now)
    {
        if (!batch.HasProducer)
        {
            return;
        }

        var producer = EntryOf(batch.ProducerId, batch.ProducerEpoch, now);
        producer.Add(new ProducedBatch(batch.BaseSequence, batch.LastSequence, batch.BaseOffset, batch.LastOffset));
        if (batch.IsTransactional && producer.TransactionStart is null)
        {
            producer.TransactionStart = batch.BaseOffset;
            _firstOpen = Math.Min(_firstOpen ?? long.MaxValue, batch.BaseOffset);
        }
    }

    /// <summary>A marker is refused where a newer epoch has written, or a newer coordinator has spoken.</summary>
    public ErrorCode CheckMarker(long producerId, short epoch, int coordinatorEpoch) =>
        !_producers.TryGetValue(producerId, out var producer) ? ErrorCode.None
        : epoch < producer.Epoch ? ErrorCode.InvalidProducerEpoch
        : coordinatorEpoch < producer.CoordinatorEpoch ? ErrorCode.TransactionCoordinatorFenced
        : ErrorCode.None;

    /// <summary>Takes note of a marker that is in the log.</summary>
    public void AddMarker(RecordBatch batch, bool commits, int coordinatorEpoch, long now)
    {
        var producer = EntryOf(batch.ProducerId, batch.ProducerEpoch, now);
        producer.CoordinatorEpoch = coordinatorEpoch;
        if (producer.TransactionStart is { } start)
        {
            if (!commits)
            {
                _aborted.Add(new AbortedTransaction(batch.ProducerId, start, batch.LastOffset));
            }

            producer.TransactionStart = null;
            _firstOpen = _producers.Values.Min(other => other.TransactionStart);
        }
    }

    public bool HasOpen(long producerId) => _producers.TryGetValue(producerId, out var producer) && producer.TransactionStart is not null;

    /// <summary>Forgets producers that were silent for long and have no open transaction, and what lies before the log's start.</summary>
    public void Expire(long silentSince, long logStart)
    {
        foreach (var producer in _producers.Values.Where(p => p.TransactionStart is null && p.LastSeen < silentSince).ToList())
        {
            _producers.Remove(producer.ProducerId);
        }

        _aborted.RemoveAll(transaction => transaction.LastOffset < logStart);
    }

    public byte[] Save()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write(_producers.Count);
        foreach (var producer in _producers.Values)
        {
            writer.Write(producer.ProducerId);
            writer.Write(producer.Epoch);
            writer.Write(producer.CoordinatorEpoch);
            writer.Write(producer.LastSeen);
            writer.Write(producer.TransactionStart ?? -1);
            writer.Write(producer.Batches.Count);
            foreach (var batch in producer.Batches)
            {
                writer.Write(batch.FirstSequence);
                writer.Write(batch.LastSequence);
                writer.Write(batch.BaseOffset);
                writer.Write(batch.LastOffset);
            }
        }

        writer.Write(_aborted.Count);
        foreach (var transaction in _aborted)
        {
            writer.Write(transaction.ProducerId);
            writer.Write(transaction.FirstOffset);
            writer.Write(transaction.LastOffset);
        }

        writer.Flush();
        return buffer.ToArray();
    }

    /// <summary>Replaces everything by what <see cref="Save"/> gave; its checksum was seen to be right.</summary>
    public void Load(byte[] saved)
    {
        _producers.Clear();
        _aborted.Clear();
        using var reader = new BinaryReader(new MemoryStream(saved));
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var producer = new ProducerEntry(reader.ReadInt64())
            {
                Epoch = reader.ReadInt16(),
                CoordinatorEpoch = reader.ReadInt32(),
                LastSeen = reader.ReadInt64(),
            };
            var start = reader.ReadInt64();
            producer.TransactionStart = start < 0 ? null : start;
            for (var batches = reader.ReadInt32(); batches > 0; batches--)
            {
                producer.Add(new ProducedBatch(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64()));
            }

            _producers[producer.ProducerId] = producer;
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _aborted.Add(new AbortedTransaction(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64()));
        }

        _firstOpen = _producers.Values.Min(producer => producer.TransactionStart);
    }

    private ProducerEntry EntryOf(long producerId, short epoch, long now)
    {
        if (!_producers.TryGetValue(producerId, out var producer))
        {
            _producers[producerId] = producer = new ProducerEntry(producerId);
        }

        if (producer.Epoch != epoch)
        {
            // Sequences begin anew with an epoch.
            producer.Epoch = epoch;
            producer.Batches.Clear();
        }

        producer.LastSeen = now;
        return producer;
    }
}
