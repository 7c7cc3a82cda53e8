using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting;

/// <summary>Topics declared in the graph, which Aspire has no word for. Only Aspire's public API is used: this file compiles against its packages too.</summary>
public static class KafkaTopicExtensions
{
    private const int LongestName = 249;

    /// <summary>Declares a topic: it exists once the broker is ready.</summary>
    /// <param name="configs">By Kafka's names: <c>retention.ms</c>, <c>cleanup.policy</c> …; default none.</param>
    /// <exception cref="ArgumentException">A name that Kafka refuses, or one that is declared already.</exception>
    public static IResourceBuilder<KafkaServerResource> AddTopic(
        this IResourceBuilder<KafkaServerResource> kafka,
        string name,
        int partitions = 1,
        IReadOnlyDictionary<string, string>? configs = null
    )
    {
        ArgumentNullException.ThrowIfNull(kafka);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        if (name.Length > LongestName || name is "." or ".." || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            throw new ArgumentException(
                $"'{name}' cannot be a topic of '{kafka.Resource.Name}': letters, digits, '.', '_' and '-' only, at most {LongestName}.",
                nameof(name)
            );
        }

        if (kafka.Resource.Annotations.OfType<KafkaTopicAnnotation>().Any(topic => topic.Name == name))
        {
            throw new ArgumentException($"The topic '{name}' of '{kafka.Resource.Name}' is declared twice.", nameof(name));
        }

        return kafka.WithAnnotation(new KafkaTopicAnnotation(name, partitions, configs ?? new Dictionary<string, string>()));
    }
}
