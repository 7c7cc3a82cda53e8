using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Queues;

/// <summary>What a queue was created with; seconds and bytes within SQS's own bounds.</summary>
public sealed record QueueAttributes
{
    public int VisibilityTimeout { get; init; } = 30;
    public int DelaySeconds { get; init; }
    public int ReceiveMessageWaitTimeSeconds { get; init; }
    public int MessageRetentionPeriod { get; init; } = 345_600;
    public int MaximumMessageSize { get; init; } = 262_144;

    /// <summary>The dead-letter queue's ARN; none by default.</summary>
    public string? DeadLetterTarget { get; init; }

    /// <summary>A message that was received this often goes to the dead-letter queue instead of a receiver.</summary>
    public int MaxReceiveCount { get; init; }

    public static QueueAttributes Parse(JsonObject? given)
    {
        var attributes = new QueueAttributes();
        foreach (var (name, node) in given ?? [])
        {
            var value = node?.ToString() ?? "";
            attributes = name switch
            {
                nameof(VisibilityTimeout) => attributes with { VisibilityTimeout = Number(name, value, 0, 43_200) },
                nameof(DelaySeconds) => attributes with { DelaySeconds = Number(name, value, 0, 900) },
                nameof(ReceiveMessageWaitTimeSeconds) => attributes with { ReceiveMessageWaitTimeSeconds = Number(name, value, 0, 20) },
                nameof(MessageRetentionPeriod) => attributes with { MessageRetentionPeriod = Number(name, value, 60, 1_209_600) },
                nameof(MaximumMessageSize) => attributes with { MaximumMessageSize = Number(name, value, 1024, 1_048_576) },
                "RedrivePolicy" => attributes.WithRedrive(value),
                _ => throw new SqsException("InvalidAttributeName", $"Unknown Attribute {name}."),
            };
        }
        return attributes;
    }

    /// <summary>As GetQueueAttributes tells it.</summary>
    public IEnumerable<(string Name, string Value)> Describe()
    {
        yield return (nameof(VisibilityTimeout), Text(VisibilityTimeout));
        yield return (nameof(DelaySeconds), Text(DelaySeconds));
        yield return (nameof(ReceiveMessageWaitTimeSeconds), Text(ReceiveMessageWaitTimeSeconds));
        yield return (nameof(MessageRetentionPeriod), Text(MessageRetentionPeriod));
        yield return (nameof(MaximumMessageSize), Text(MaximumMessageSize));
        if (DeadLetterTarget is not null)
            yield return (
                "RedrivePolicy",
                new JsonObject { ["deadLetterTargetArn"] = DeadLetterTarget, ["maxReceiveCount"] = MaxReceiveCount }.ToJsonString()
            );
    }

    private QueueAttributes WithRedrive(string json)
    {
        try
        {
            if (json.Length == 0)
                return this with { DeadLetterTarget = null, MaxReceiveCount = 0 };
            if (
                JsonNode.Parse(json) is JsonObject policy
                && policy.Text("deadLetterTargetArn") is { } target
                && int.TryParse(policy["maxReceiveCount"]?.ToString(), CultureInfo.InvariantCulture, out var most)
                && most is >= 1 and <= 1000
            )
                return this with { DeadLetterTarget = target, MaxReceiveCount = most };
        }
        catch (JsonException)
        {
            // Refused below, as any other policy that says nothing.
        }
        throw BadValue("RedrivePolicy");
    }

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw BadValue(name);

    private static SqsException BadValue(string name) => new("InvalidAttributeValue", $"Invalid value for the parameter {name}.");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
