using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Platform.Mocks.SalesChannel.Behaviour;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Webhooks;

/// <summary>Posts events to the seller, again and again with longer pauses until he answers 2xx or the retries are used up; sometimes twice, late or never.</summary>
public sealed partial class WebhookDispatcher(
    IOptions<SalesChannelOptions> options,
    WebhookLog log,
    WebhookRequests requests,
    Mischief mischief,
    MallNews news,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<WebhookDispatcher> logger
) : IDisposable
{
    private const int Retries = 9;

    private readonly WebhookOptions webhook = options.Value.Byeol.Webhook;
    private readonly SemaphoreSlim concurrent = new(32);

    // Not the factory's client: its resilience would retry on top of the retries that are counted here.
    private readonly HttpClient client = new(new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Returns at once; does nothing when no webhook URL is set.</summary>
    public void Announce(string type, DateTimeOffset occurredAt, JsonObject data)
    {
        if (string.IsNullOrEmpty(webhook.Url))
            return;
        var fate = mischief.Webhook();
        var delivery = new WebhookDelivery(type, occurredAt, data) { IsLost = fate.Lost };
        log.Add(delivery);
        if (fate.Lost)
            return;
        _ = DeliverAsync(delivery, fate.HeldBack, lifetime.ApplicationStopping);
        if (fate.Again is { } again)
            _ = DeliverAsync(delivery, again, lifetime.ApplicationStopping);
    }

    /// <summary>Once more, at once; false when the event is not (or no longer) known.</summary>
    public bool Resend(string eventId)
    {
        if (log.Find(eventId) is not { } delivery)
            return false;
        _ = DeliverAsync(delivery, TimeSpan.Zero, lifetime.ApplicationStopping);
        return true;
    }

    public void Dispose()
    {
        client.Dispose();
        concurrent.Dispose();
    }

    private async Task DeliverAsync(WebhookDelivery delivery, TimeSpan heldBack, CancellationToken cancellationToken)
    {
        try
        {
            if (heldBack > TimeSpan.Zero)
                await Task.Delay(heldBack, time, cancellationToken);
            if (await TryAsync(delivery, 1, cancellationToken))
                return;
            var pause = webhook.Retry;
            for (var attempt = 2; attempt <= Retries + 1; attempt++, pause *= 2)
            {
                await Task.Delay(pause, time, cancellationToken);
                if (await TryAsync(delivery, attempt, cancellationToken))
                    return;
            }
            GivenUp(delivery.EventId, Retries + 1);
        }
        catch (OperationCanceledException)
        {
            // The mall is stopping: what is undelivered is lost with the rest of its memory.
        }
    }

    private async Task<bool> TryAsync(WebhookDelivery delivery, int attempt, CancellationToken cancellationToken)
    {
        await concurrent.WaitAsync(cancellationToken);
        var at = time.GetUtcNow();
        try
        {
            using var timeout = new CancellationTokenSource(webhook.Timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            using var request = requests.Create(webhook.Url!, delivery, attempt, at);
            using var response = await client.SendAsync(request, either.Token);
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            delivery.Add(new WebhookAttempt(at, response.IsSuccessStatusCode, status));
            return response.IsSuccessStatusCode;
        }
        catch (Exception failed)
            when (failed is HttpRequestException or OperationCanceledException or UriFormatException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = failed is OperationCanceledException ? "timeout" : failed.GetType().Name;
            delivery.Add(new WebhookAttempt(at, Delivered: false, result));
            return false;
        }
        finally
        {
            concurrent.Release();
            news.Tell();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Webhook {EventId} was not delivered in {Attempts} attempts; GET /__admin/webhooks says why.")]
    private partial void GivenUp(string eventId, int attempts);
}
