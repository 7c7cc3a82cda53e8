using System.Globalization;
using Microsoft.Extensions.Logging;
using Platform.Engines.Kafka.Logs;
using Platform.Engines.Kafka.Server;

namespace Platform.Engines.Kafka.Topics;

/// <summary>The directories that topics have their logs in, one for each topic that was ever made: a new one of an old name finds nothing.</summary>
internal sealed class TopicLogs(string directory, BrokerConfig config, TimeProvider time, ILogger logger)
{
    // A file's name has 255 bytes at most, and a topic's 249 beside the instance.
    private const int NameLength = 200;

    /// <summary>A topic with its logs opened.</summary>
    /// <param name="starts">The starts of logs that DeleteRecords set, by <see cref="StartKey"/>.</param>
    public Topic Open(string name, TopicRecord record, IReadOnlyDictionary<string, long> starts)
    {
        var partitions = Open(name, record, first: 0, index => starts.GetValueOrDefault(StartKey(name, index)));
        return new Topic(name, record.Instance, partitions, record.Configs) { MinInsyncReplicas = MinInsync(record.Configs) };
    }

    /// <summary>The partitions from <paramref name="first"/> on.</summary>
    public List<Partition> Open(string name, TopicRecord record, int first, Func<int, long>? start = null)
    {
        var settings = TopicConfigs.Settings(record.Configs, config);
        var opened = new List<Partition>();
        for (var index = first; index < record.Partitions; index++)
        {
            var path = PartitionDirectory(DirectoryOf(name, record.Instance), index);
            var log = PartitionLog.Open(path, settings, time, start?.Invoke(index) ?? 0, out var cut);
            if (cut > 0)
            {
                logger.LogWarning("{Topic}/{Index}: cut {Bytes} bytes of a torn tail, which nobody was told was written", name, index, cut);
            }

            opened.Add(new Partition(name, index, log));
        }

        return opened;
    }

    public void Delete(Topic topic)
    {
        foreach (var partition in topic.Partitions)
        {
            partition.Log.Abandon();
        }

        var path = DirectoryOf(topic.Name, topic.Instance);
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // The topic is gone all the same; what is left of its files goes at the next start.
            logger.LogWarning("{Path} could not be deleted: {Reason}", path, refusal.Message);
        }
    }

    /// <summary>Removes what a topic left whose deletion was cut short.</summary>
    public void DeleteAllBut(IEnumerable<Topic> topics)
    {
        Directory.CreateDirectory(directory);
        var known = topics.Select(topic => DirectoryOf(topic.Name, topic.Instance)).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in Directory.EnumerateDirectories(directory).Where(path => !known.Contains(path)))
        {
            Directory.Delete(stray, recursive: true);
        }
    }

    /// <summary>Copies the logs under <paramref name="target"/>, with the names that they have here.</summary>
    public void Copy(Topic topic, string target)
    {
        var path = Path.Combine(target, Path.GetFileName(DirectoryOf(topic.Name, topic.Instance)));
        foreach (var partition in topic.Partitions)
        {
            partition.Log.CopyTo(PartitionDirectory(path, partition.Index));
        }
    }

    public static string StartKey(string topic, int partition) => $"{topic}/{partition}";

    public static int MinInsync(IReadOnlyDictionary<string, string> configs) =>
        configs.TryGetValue("min.insync.replicas", out var value)
            ? (int)Math.Min(long.Parse(value, CultureInfo.InvariantCulture), int.MaxValue)
            : 1;

    private static string PartitionDirectory(string topic, int index) => Path.Combine(topic, index.ToString(CultureInfo.InvariantCulture));

    private string DirectoryOf(string name, long instance) =>
        Path.Combine(directory, $"{name[..Math.Min(name.Length, NameLength)]}-{instance}");
}
