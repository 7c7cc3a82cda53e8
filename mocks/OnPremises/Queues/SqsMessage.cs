using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Queues;

/// <summary>A message in a queue; guarded by the queue's lock.</summary>
public sealed class SqsMessage(string body, JsonObject? attributes, DateTimeOffset sentAt)
{
    public string Id { get; } = Guid.NewGuid().ToString();

    public string Body => body;

    /// <summary>What the sender gave: name to <c>{ DataType, StringValue | BinaryValue }</c>.</summary>
    public JsonObject? Attributes => attributes;

    public DateTimeOffset SentAt => sentAt;

    /// <summary>When a receiver may have it: later while it is delayed or in somebody's hands.</summary>
    public DateTimeOffset VisibleAt { get; set; }

    public int ReceiveCount { get; set; }

    public DateTimeOffset? FirstReceivedAt { get; set; }

    /// <summary>Of the latest receive; earlier ones do nothing any more.</summary>
    public string? Receipt { get; set; }
}

/// <summary>A message as it is handed out, with the receipt of this receive.</summary>
public sealed record ReceivedMessage(SqsMessage Message, string Receipt, int ReceiveCount, DateTimeOffset FirstReceivedAt);
