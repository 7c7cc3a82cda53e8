using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Payments.Gateway;

/// <summary>The external payment gateway. A missing, late or unreadable answer is not an exception but an outcome: <see cref="GatewayAnswer.None"/>.</summary>
internal sealed class GatewayClient(IHttpClientFactory clients, PaymentsOptions options, ILogger<GatewayClient> logger)
{
    public const string Name = "payment-gateway";

    private readonly AuthenticationHeaderValue authorization = new(
        "Basic",
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.SecretKey}:"))
    );

    /// <summary>Opens a payment for a card; charges nothing.</summary>
    public Task<GatewayAnswer> OpenAsync(Guid paymentId, OpenPayment payment, CancellationToken cancellationToken) =>
        PostAsync("v1/payments", payment, PaymentsJson.Default.OpenPayment, $"open-{paymentId}", cancellationToken);

    public Task<GatewayAnswer> ConfirmAsync(ConfirmPayment payment, string idempotencyKey, CancellationToken cancellationToken) =>
        PostAsync("v1/payments/confirm", payment, PaymentsJson.Default.ConfirmPayment, idempotencyKey, cancellationToken);

    public Task<GatewayAnswer> CancelAsync(
        string paymentKey,
        CancelPayment cancel,
        string idempotencyKey,
        CancellationToken cancellationToken
    ) => PostAsync($"{PathOf(paymentKey)}/cancel", cancel, PaymentsJson.Default.CancelPayment, idempotencyKey, cancellationToken);

    public Task<GatewayAnswer> InquireAsync(string paymentKey, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, PathOf(paymentKey)), cancellationToken);

    private static string PathOf(string paymentKey) => $"v1/payments/{Uri.EscapeDataString(paymentKey)}";

    private Task<GatewayAnswer> PostAsync<T>(
        string path,
        T body,
        JsonTypeInfo<T> type,
        string idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, type) };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return SendAsync(request, cancellationToken);
    }

    private async Task<GatewayAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var sent = request;
        request.Headers.Authorization = authorization;
        try
        {
            using var response = await clients.CreateClient(Name).SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return new(await response.Content.ReadFromJsonAsync(PaymentsJson.Default.GatewayPayment, cancellationToken), null);
            var answer = new GatewayAnswer(
                null,
                await response.Content.ReadFromJsonAsync(PaymentsJson.Default.GatewayError, cancellationToken)
            );
            logger.LogInformation(
                "The payment gateway answered {Code} to {Method} {Path}.",
                answer.Error?.Code,
                request.Method,
                PathFor(request)
            );
            return answer;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is not JsonException)
        {
            logger.LogWarning(
                "The payment gateway gave no answer to {Method} {Path}: {Reason}",
                request.Method,
                PathFor(request),
                error.Message
            );
        }
        catch (JsonException error)
        {
            logger.LogWarning("The payment gateway's answer to {Path} is not readable: {Reason}", PathFor(request), error.Message);
        }
        return GatewayAnswer.None;
    }

    private static string? PathFor(HttpRequestMessage request) => request.RequestUri?.ToString();
}
