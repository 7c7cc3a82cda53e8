using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Mocks.PaymentGateway.Api;
using Platform.Mocks.PaymentGateway.Payments;

namespace Platform.Mocks.PaymentGateway.Webhooks;

/// <summary>One event on its way to the shop, with every attempt so far.</summary>
public sealed class WebhookDelivery(Payment payment, DateTimeOffset createdAt)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock gate = new();
    private readonly List<WebhookAttempt> attempts = [];

    /// <summary>The same for every attempt, so that the shop can tell a repetition.</summary>
    public string TransmissionId { get; } = RandomKey.New("whk");

    public byte[] Body { get; } =
        Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["eventType"] = "PAYMENT_STATUS_CHANGED",
                ["createdAt"] = PaymentJson.Time(createdAt),
                ["data"] = PaymentJson.Write(payment),
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
                ["transmissionId"] = TransmissionId,
                ["paymentKey"] = payment.PaymentKey,
                ["orderId"] = payment.OrderId,
                ["status"] = PaymentJson.StatusName(payment.Status),
                ["delivered"] = attempts is [.., { Delivered: true }],
                ["attempts"] = new JsonArray([.. attempts.Select(attempt => attempt.ToJson())]),
            };
    }
}

/// <summary>One try: when, and what came of it (<c>200</c>, <c>503</c>, or the error's name).</summary>
public sealed record WebhookAttempt(DateTimeOffset At, bool Delivered, string Result)
{
    public JsonNode ToJson() => new JsonObject { ["at"] = PaymentJson.Time(At), ["result"] = Result };
}
