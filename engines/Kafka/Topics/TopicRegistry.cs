using System.Collections.Concurrent;

namespace Platform.Engines.Kafka.Topics;

/// <summary>The topics that exist.</summary>
internal sealed class TopicRegistry
{
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);

    /// <summary>After a topic is gone, with its name: committed offsets and open transactions of it mean nothing any more.</summary>
    public event Action<string>? Deleted;

    public IEnumerable<Topic> All => _topics.Values;

    public Topic? Find(string name) => _topics.GetValueOrDefault(name);

    public Partition? Find(string topic, int partition) =>
        Find(topic) is { } found && (uint)partition < (uint)found.Partitions.Count ? found.Partitions[partition] : null;

    public void OnDeleted(string name) => Deleted?.Invoke(name);
}
