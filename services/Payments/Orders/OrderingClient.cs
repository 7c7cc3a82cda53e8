using System.Net;
using System.Text.Json;
using Payments.Charging;

namespace Payments.Orders;

internal sealed record OrderStepRequest(Guid PaymentId, string Action, string? UserId);

/// <summary>The order as Ordering answers a step: its total is what is charged.</summary>
internal sealed record OrderToPay(Guid OrderId, string UserId, string Status, long Total, string Name);

/// <summary>Either the order, which took the step, or why it did not.</summary>
internal sealed record OrderAnswer(OrderToPay? Order, Refusal? Refusal);

/// <summary>Ordering, which lets one payment at a time hold an order. Each step may be told again.</summary>
internal sealed class OrderingClient(IHttpClientFactory clients)
{
    public const string Name = "ordering";

    /// <summary>Throws when the answer is not known.</summary>
    public async Task<OrderAnswer> StepAsync(Guid orderId, OrderStepRequest step, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"internal/orders/{orderId}/payment")
        {
            Content = JsonContent.Create(step, PaymentsJson.Default.OrderStepRequest),
            Headers = { { "Idempotency-Key", $"{step.Action}-{step.PaymentId}" } },
        };
        using var response = await clients.CreateClient(Name).SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            var order = await response.Content.ReadFromJsonAsync(PaymentsJson.Default.OrderToPay, cancellationToken);
            return new(order ?? throw new HttpRequestException("Ordering answered with nothing."), null);
        }
        if (response.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.NotFound))
            throw new HttpRequestException($"Ordering answered {(int)response.StatusCode}.", null, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync(PaymentsJson.Default.JsonElement, cancellationToken);
        return new(
            null,
            new(
                (int)response.StatusCode,
                Text(problem, "code") ?? throw new HttpRequestException("Ordering answered without a code."),
                Text(problem, "detail") ?? "Refused."
            )
        );
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
