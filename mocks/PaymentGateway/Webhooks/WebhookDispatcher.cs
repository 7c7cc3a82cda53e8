using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Platform.Mocks.PaymentGateway.Api;
using Platform.Mocks.PaymentGateway.Payments;

namespace Platform.Mocks.PaymentGateway.Webhooks;

/// <summary>Posts events to the shop, again and again with longer pauses until it answers 2xx or the retries are used up.</summary>
public sealed partial class WebhookDispatcher(
    IOptions<PaymentGatewayOptions> options,
    WebhookLog log,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<WebhookDispatcher> logger
) : IDisposable
{
    private const int Retries = 7;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly WebhookOptions webhook = options.Value.Webhook;
    private readonly SemaphoreSlim concurrent = new(32);

    // Not the factory's client: its resilience would retry on top of the retries that are counted here.
    private readonly HttpClient client = new(new SocketsHttpHandler()) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    /// <summary>Returns at once; does nothing when no webhook URL is set.</summary>
    public void Announce(Payment payment)
    {
        if (string.IsNullOrEmpty(webhook.Url))
            return;
        var delivery = new WebhookDelivery(payment, time.GetUtcNow());
        log.Add(delivery);
        _ = DeliverAsync(delivery, lifetime.ApplicationStopping);
    }

    public void Dispose()
    {
        client.Dispose();
        concurrent.Dispose();
    }

    private async Task DeliverAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            if (await TryAsync(delivery, 0, cancellationToken))
                return;
            var pause = webhook.Retry;
            for (var retried = 1; retried <= Retries; retried++, pause *= 4)
            {
                await Task.Delay(pause, time, cancellationToken);
                if (await TryAsync(delivery, retried, cancellationToken))
                    return;
            }
            GivenUp(delivery.TransmissionId, Retries + 1);
        }
        catch (OperationCanceledException)
        {
            // The gateway is stopping: what is undelivered is lost with the rest of its memory.
        }
    }

    private async Task<bool> TryAsync(WebhookDelivery delivery, int retried, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        await concurrent.WaitAsync(cancellationToken);
        try
        {
            using var timeout = new CancellationTokenSource(Timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            using var response = await client.SendAsync(Request(delivery, at, retried), either.Token);
            delivery.Add(
                new WebhookAttempt(at, response.IsSuccessStatusCode, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture))
            );
            return response.IsSuccessStatusCode;
        }
        catch (Exception failed)
            when (failed is HttpRequestException or OperationCanceledException or UriFormatException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            delivery.Add(
                new WebhookAttempt(at, Delivered: false, failed is OperationCanceledException ? "timeout" : failed.GetType().Name)
            );
            return false;
        }
        finally
        {
            concurrent.Release();
        }
    }

    private HttpRequestMessage Request(WebhookDelivery delivery, DateTimeOffset at, int retried)
    {
        var sent = PaymentJson.Time(at);
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("tosspayments-webhook-transmission-id", delivery.TransmissionId);
        request.Headers.Add("tosspayments-webhook-transmission-time", sent);
        request.Headers.Add("tosspayments-webhook-transmission-retried-count", retried.ToString(CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(webhook.Secret))
            request.Headers.Add("tosspayments-webhook-signature", WebhookSignature.Sign(webhook.Secret, delivery.Body, sent));
        return request;
    }

    [LoggerMessage(LogLevel.Warning, "Webhook {TransmissionId} was not delivered in {Attempts} attempts; /__admin/webhooks says why.")]
    private partial void GivenUp(string transmissionId, int attempts);
}
