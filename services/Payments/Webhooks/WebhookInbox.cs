using Dapper;
using Npgsql;
using Platform.Services;

namespace Payments.Webhooks;

internal sealed record WebhookEvent(string EventType, WebhookPayment? Data);

internal sealed record WebhookPayment(string? PaymentKey, string? Status);

/// <summary>
/// Webhooks are hints: each is kept once, and has its payment looked at. What is true the gateway is asked, so neither order nor repetition matters.
/// </summary>
internal sealed class WebhookInbox(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>False when the transmission was received before.</summary>
    public async Task<bool> ReceiveAsync(string transmissionId, WebhookEvent received, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isNew = await connection.ExecuteAsync(
            """
            insert into webhook_events (transmission_id, event_type, payment_key, status, received_at)
            values (@transmissionId, @EventType, @PaymentKey, @Status, @now)
            on conflict (transmission_id) do nothing
            """,
            new
            {
                transmissionId,
                received.EventType,
                received.Data?.PaymentKey,
                received.Data?.Status,
                now,
            },
            transaction
        );
        if (isNew == 0)
            return false;
        await connection.ExecuteAsync(
            "update payments set due_at = @now where payment_key = @PaymentKey and status <> 'CREATED'",
            new { received.Data?.PaymentKey, now },
            transaction
        );
        await Deadlines.AnnounceAsync(transaction, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
