namespace Platform.Engines.Kafka.Groups.Offsets;

/// <summary>The offsets of one group in memory: committed ones, and those that wait for the end of a transaction. Not thread-safe.</summary>
internal sealed class GroupOffsets
{
    private readonly Dictionary<TopicPartition, CommittedOffset> _committed = [];
    private readonly Dictionary<long, Dictionary<TopicPartition, CommittedOffset>> _pending = [];

    public bool IsEmpty => _committed.Count == 0 && _pending.Count == 0;

    public IReadOnlyDictionary<TopicPartition, CommittedOffset> Committed => _committed;

    public CommittedOffset? Find(TopicPartition partition) => _committed.GetValueOrDefault(partition);

    public void Commit(TopicPartition partition, CommittedOffset offset) => _committed[partition] = offset;

    public bool Remove(TopicPartition partition) => _committed.Remove(partition);

    /// <summary>Some transaction may yet change it.</summary>
    public bool IsUnstable(TopicPartition partition) => _pending.Values.Any(offsets => offsets.ContainsKey(partition));

    public IReadOnlyDictionary<TopicPartition, CommittedOffset> Pending(long producerId) => _pending.GetValueOrDefault(producerId) ?? [];

    public IEnumerable<(long ProducerId, TopicPartition Partition)> AllPending =>
        _pending.SelectMany(entry => entry.Value.Keys.Select(partition => (entry.Key, partition)));

    public void Await(long producerId, TopicPartition partition, CommittedOffset offset)
    {
        if (!_pending.TryGetValue(producerId, out var offsets))
        {
            _pending[producerId] = offsets = [];
        }

        offsets[partition] = offset;
    }

    public void EndPending(long producerId, bool commit)
    {
        if (!_pending.Remove(producerId, out var offsets) || !commit)
        {
            return;
        }

        foreach (var (partition, offset) in offsets)
        {
            _committed[partition] = offset;
        }
    }

    public void RemovePending(long producerId, TopicPartition partition)
    {
        if (_pending.TryGetValue(producerId, out var offsets) && offsets.Remove(partition) && offsets.Count == 0)
        {
            _pending.Remove(producerId);
        }
    }
}
