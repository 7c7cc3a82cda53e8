using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Mocks.SalesChannel.Byeol;

namespace Platform.Mocks.SalesChannel.Webhooks;

/// <summary>One event on its way to the seller, with every attempt so far.</summary>
public sealed class WebhookDelivery(string type, DateTimeOffset occurredAt, JsonObject data)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock gate = new();
    private readonly List<WebhookAttempt> attempts = [];
    private readonly string subject =
        (string?)data["order"]?["order_id"]
        ?? (string?)data["item"]?["item_id"]
        ?? throw new ArgumentException("It concerns nothing.", nameof(data));

    /// <summary>The same for every attempt, so that the seller can tell a repetition.</summary>
    public string EventId { get; } = ByeolMall.NewId("evt");

    /// <summary>It was drawn that it is never sent.</summary>
    public bool IsLost { get; init; }

    public byte[] Body =>
        field ??= Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["event_id"] = EventId,
                ["type"] = type,
                ["occurred_at"] = ByeolJson.Time(occurredAt),
                ["data"] = data.DeepClone(),
            }.ToJsonString(Readable)
        );

    public void Add(WebhookAttempt attempt)
    {
        lock (gate)
            attempts.Add(attempt);
    }

    public JsonObject ToJson()
    {
        lock (gate)
            return new JsonObject
            {
                ["event_id"] = EventId,
                ["type"] = type,
                ["subject"] = subject,
                ["occurred_at"] = ByeolJson.Time(occurredAt),
                ["lost"] = IsLost,
                ["delivered"] = attempts.Exists(attempt => attempt.Delivered),
                ["attempts"] = new JsonArray([.. attempts.Select(attempt => attempt.ToJson())]),
            };
    }
}

/// <summary>One try: when, and what came of it (<c>200</c>, <c>503</c>, or the error's name).</summary>
public sealed record WebhookAttempt(DateTimeOffset At, bool Delivered, string Result)
{
    public JsonNode ToJson() => new JsonObject { ["at"] = ByeolJson.Time(At), ["result"] = Result };
}
