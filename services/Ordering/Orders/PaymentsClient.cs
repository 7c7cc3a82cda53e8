namespace Ordering.Orders;

/// <summary>Payments, which gives the money back and then tells this service so.</summary>
internal sealed class PaymentsClient(IHttpClientFactory clients)
{
    public const string Name = "payments";

    /// <summary>Asks for all of a payment back; may be repeated. Throws when that is refused or the answer is not known.</summary>
    public async Task CancelAsync(Guid paymentId, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"internal/payments/{paymentId}/cancel");
        request.Headers.Add("Idempotency-Key", $"cancel-{paymentId}");
        using var response = await clients.CreateClient(Name).SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
