using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Platform.Mocks.OnPremises.Queues;

/// <summary>All queues, by name.</summary>
public sealed partial class QueueStore
{
    public const string Account = "000000000000";
    private const int MostQueues = 1000;
    private readonly ConcurrentDictionary<string, MessageQueue> queues = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    public QueueStore(IOptions<OnPremisesOptions> options, TimeProvider time)
    {
        this.time = time;
        foreach (var name in options.Value.QueueNames)
        {
            var deadLetters = Create($"{name}-dlq", new());
            Create(name, new() { DeadLetterTarget = deadLetters.Arn, MaxReceiveCount = options.Value.MaxReceiveCount });
        }
    }

    public MessageQueue this[string name] => queues.TryGetValue(name, out var queue) ? queue : throw SqsException.NoQueue();

    /// <summary>The same name with the same attributes is the same queue; with others it is refused.</summary>
    public MessageQueue Create(string name, QueueAttributes attributes)
    {
        if (name.EndsWith(".fifo", StringComparison.Ordinal))
            throw SqsException.Unsupported("This mock has standard queues only, no FIFO queues.");
        if (!QueueName().IsMatch(name))
            throw SqsException.Invalid("QueueName", "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        if (queues.Count >= MostQueues)
            throw new SqsException("OverLimit", $"The mock keeps at most {MostQueues} queues.");
        var queue = queues.GetOrAdd(name, _ => new MessageQueue(name, attributes, time));
        return queue.Attributes == attributes
            ? queue
            : throw new SqsException(
                "QueueNameExists",
                "A queue already exists with the same name and a different value for an attribute.",
                "QueueAlreadyExists"
            );
    }

    /// <summary>Where a queue's messages go that nobody could deal with; null when it has no such place.</summary>
    public MessageQueue? DeadLettersOf(MessageQueue queue) =>
        queue.Attributes.DeadLetterTarget is { } arn && queues.TryGetValue(arn[(arn.LastIndexOf(':') + 1)..], out var target)
            ? target
            : null;

    public IEnumerable<string> List(string? prefix) =>
        queues
            .Keys.Where(name => prefix is null || name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Take(1000);

    /// <summary>Names and counts, for a look from outside of the protocol.</summary>
    public JsonObject Describe() =>
        new(
            queues
                .Values.OrderBy(queue => queue.Name, StringComparer.Ordinal)
                .Select(queue =>
                    KeyValuePair.Create(
                        queue.Name,
                        (JsonNode?)new JsonObject(queue.Describe().Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value)))
                    )
                )
        );

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex QueueName();
}
