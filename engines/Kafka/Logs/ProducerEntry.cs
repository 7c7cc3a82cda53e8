namespace Platform.Engines.Kafka.Logs;

/// <summary>One batch that a producer wrote, as far as a repetition of it is recognised.</summary>
internal readonly record struct ProducedBatch(int FirstSequence, int LastSequence, long BaseOffset, long LastOffset);

/// <summary>What a partition remembers of one idempotent producer.</summary>
internal sealed class ProducerEntry(long producerId)
{
    /// <summary>As many batches as a producer may have in flight; Kafka keeps five.</summary>
    public const int MaxBatches = 5;

    public long ProducerId => producerId;

    /// <summary>-1 until the producer wrote something.</summary>
    public short Epoch { get; set; } = -1;

    public int CoordinatorEpoch { get; set; } = -1;

    /// <summary>Unix milliseconds.</summary>
    public long LastSeen { get; set; }

    /// <summary>Where the open transaction begins; null where none is open.</summary>
    public long? TransactionStart { get; set; }

    /// <summary>Oldest first.</summary>
    public List<ProducedBatch> Batches { get; } = new(MaxBatches);

    public ProducedBatch? Find(int firstSequence, int lastSequence)
    {
        foreach (var batch in Batches)
        {
            if (batch.FirstSequence == firstSequence && batch.LastSequence == lastSequence)
            {
                return batch;
            }
        }

        return null;
    }

    public bool Follows(int sequence) =>
        Batches.Count == 0 || sequence == Batches[^1].LastSequence + 1L || (sequence == 0 && Batches[^1].LastSequence == int.MaxValue);

    public void Add(ProducedBatch batch)
    {
        if (Batches.Count == MaxBatches)
        {
            Batches.RemoveAt(0);
        }

        Batches.Add(batch);
    }
}
