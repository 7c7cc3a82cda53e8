using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Platform.Engines.Kafka.Server;
using Platform.Engines.Kafka.State;
using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Topics;

/// <summary>The topics that exist, in the journal and as directories of logs. Thread-safe.</summary>
internal sealed class TopicRegistry(string directory, BrokerConfig config, StateStore state, TimeProvider time, ILogger logger)
    : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TopicLogs _logs = new(directory, config, time, logger);
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private long _lastInstance;
    private int _partitions;

    /// <summary>After a topic is gone, with its name: committed offsets and open transactions of it mean nothing any more.</summary>
    public event Action<string>? Deleted;

    public IEnumerable<Topic> All => _topics.Values;

    public Topic? Find(string name) => _topics.GetValueOrDefault(name);

    public Partition? Find(string topic, int partition) =>
        Find(topic) is { } found && (uint)partition < (uint)found.Partitions.Count ? found.Partitions[partition] : null;

    /// <summary>Opens the logs of all topics in the journal; directories of topics that are not there any more go.</summary>
    public void Open()
    {
        var starts = state.Load(StateKind.LogStart).ToDictionary(pair => pair.Key, pair => BinaryPrimitives.ReadInt64BigEndian(pair.Value));
        foreach (var (name, value) in state.Load(StateKind.Topic))
        {
            var record = TopicRecord.Load(value);
            _lastInstance = Math.Max(_lastInstance, record.Instance);
            _partitions += record.Partitions;
            _topics[name] = _logs.Open(name, record, starts);
        }

        _logs.DeleteAllBut(_topics.Values);
    }

    /// <summary>Makes a topic of one replica.</summary>
    /// <param name="partitions">-1: as many as <c>num.partitions</c> says.</param>
    public (ErrorCode Error, string? Message) Create(
        string name,
        int partitions,
        IReadOnlyDictionary<string, string>? configs = null,
        bool validateOnly = false
    )
    {
        configs ??= new Dictionary<string, string>();
        partitions = partitions == -1 ? config.Int32("num.partitions") : partitions;
        if (TopicName.Refusal(name) is { } badName)
        {
            return (ErrorCode.InvalidTopic, badName);
        }

        lock (_lock)
        {
            if (_topics.ContainsKey(name))
            {
                return (ErrorCode.TopicAlreadyExists, $"Topic '{name}' already exists.");
            }

            if (partitions < 1)
            {
                return (ErrorCode.InvalidPartitions, "Number of partitions must be larger than 0.");
            }

            if (TopicConfigs.Refusal(configs) is { } badConfig)
            {
                return (ErrorCode.InvalidConfig, badConfig);
            }

            if (TooMany(partitions) is { } tooMany)
            {
                return (ErrorCode.PolicyViolation, tooMany);
            }

            if (!validateOnly)
            {
                var record = new TopicRecord(++_lastInstance, partitions, configs);
                state.Put(StateKind.Topic, name, record.Save());
                _topics[name] = _logs.Open(name, record, new Dictionary<string, long>());
                _partitions += partitions;
                logger.LogInformation("Topic {Topic} with {Partitions} partitions created", name, partitions);
            }

            return (ErrorCode.None, null);
        }
    }

    public ErrorCode Delete(string name)
    {
        lock (_lock)
        {
            if (Find(name) is not { } topic)
            {
                return ErrorCode.UnknownTopicOrPartition;
            }

            StateChange[] changes =
            [
                new(StateKind.Topic, name, null),
                .. topic.Partitions.Select(partition => new StateChange(
                    StateKind.LogStart,
                    TopicLogs.StartKey(name, partition.Index),
                    null
                )),
            ];
            state.Write(changes);
            _topics.TryRemove(name, out _);
            _partitions -= topic.Partitions.Count;
            _logs.Delete(topic);
            logger.LogInformation("Topic {Topic} deleted", name);
        }

        Deleted?.Invoke(name);
        return ErrorCode.None;
    }

    /// <summary>Gives a topic more partitions.</summary>
    public (ErrorCode Error, string? Message) Grow(string name, int partitions, bool validateOnly = false)
    {
        lock (_lock)
        {
            if (Find(name) is not { } topic)
            {
                return (ErrorCode.UnknownTopicOrPartition, "This server does not host this topic-partition.");
            }

            var more = partitions - topic.Partitions.Count;
            if (more <= 0)
            {
                var now = topic.Partitions.Count;
                return (ErrorCode.InvalidPartitions, $"Topic '{name}' has {now} partitions; {partitions} would not be an increase.");
            }

            if (TooMany(more) is { } tooMany)
            {
                return (ErrorCode.PolicyViolation, tooMany);
            }

            if (!validateOnly)
            {
                var record = new TopicRecord(topic.Instance, partitions, topic.Configs);
                state.Put(StateKind.Topic, name, record.Save());
                _topics[name] = topic with { Partitions = [.. topic.Partitions, .. _logs.Open(name, record, topic.Partitions.Count)] };
                _partitions += more;
            }

            return (ErrorCode.None, null);
        }
    }

    /// <summary>Replaces all that is set for a topic by what <paramref name="change"/> makes of it; null from it is a refusal.</summary>
    public (ErrorCode Error, string? Message) Configure(
        string name,
        Func<IReadOnlyDictionary<string, string>, (IReadOnlyDictionary<string, string>? Configs, string? Refusal)> change,
        bool validateOnly = false
    )
    {
        lock (_lock)
        {
            if (Find(name) is not { } topic)
            {
                return (ErrorCode.UnknownTopicOrPartition, $"The topic '{name}' does not exist.");
            }

            var (configs, refusal) = change(topic.Configs);
            refusal ??= TopicConfigs.Refusal(configs!);
            if (refusal is not null)
            {
                return (ErrorCode.InvalidConfig, refusal);
            }

            if (!validateOnly)
            {
                state.Put(StateKind.Topic, name, new TopicRecord(topic.Instance, topic.Partitions.Count, configs!).Save());
                _topics[name] = topic with { Configs = configs!, MinInsyncReplicas = TopicLogs.MinInsync(configs!) };
                var settings = TopicConfigs.Settings(configs!, config);
                foreach (var partition in topic.Partitions)
                {
                    partition.Log.Settings = settings;
                }
            }

            return (ErrorCode.None, null);
        }
    }

    /// <summary>See <see cref="Logs.PartitionLog.DeleteRecords"/>; kept in the journal.</summary>
    public ErrorCode DeleteRecords(Partition partition, long before) =>
        partition.Log.DeleteRecords(
            before,
            start =>
            {
                var value = new byte[8];
                BinaryPrimitives.WriteInt64BigEndian(value, start);
                state.Put(StateKind.LogStart, TopicLogs.StartKey(partition.Topic, partition.Index), value);
            }
        );

    /// <summary>Copies all logs under <paramref name="target"/>, with the names that they have here.</summary>
    public void CopyTo(string target)
    {
        foreach (var topic in All)
        {
            _logs.Copy(topic, target);
        }
    }

    public void Dispose()
    {
        foreach (var partition in _topics.Values.SelectMany(topic => topic.Partitions))
        {
            partition.Log.Dispose();
        }
    }

    private string? TooMany(int more) =>
        _partitions + (long)more > config.Int32("max.partitions")
            ? $"{_partitions} partitions exist and {more} more would pass max.partitions, {config.Int32("max.partitions")}."
            : null;
}
