using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Events;
using Platform.Services;

namespace Payments.Charging;

/// <summary>Payments and their steps; each step is guarded by the status before it, and writes its event with it.</summary>
internal sealed class PaymentStore(NpgsqlDataSource database, IOutbox outbox, PaymentsOptions options, TimeProvider time)
{
    public const string Topic = "payments.events";

    /// <summary>The type of a failure that leaves the order to be paid by another payment.</summary>
    private const string Withdrawn = "payment.withdrawn";

    public async Task<PaymentRow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<PaymentRow>("select * from payments where id = @id", new { id });
    }

    /// <summary>Writes the payment down unless its key was used; either way returns the one that stands.</summary>
    public async Task<PaymentRow> ClaimAsync(PaymentRow payment, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        var due = now + options.CreationLease;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var claimed = await connection.QuerySingleOrDefaultAsync<PaymentRow>(
            """
            insert into payments (id, user_id, idempotency_key, fingerprint, order_id, status, payment_key, card, due_at, created_at, updated_at)
            values (@Id, @UserId, @IdempotencyKey, @Fingerprint, @OrderId, 'CREATED', @PaymentKey, @Card, @due, @now, @now)
            on conflict (user_id, idempotency_key) do nothing
            returning *
            """,
            new
            {
                payment.Id,
                payment.UserId,
                payment.IdempotencyKey,
                payment.Fingerprint,
                payment.OrderId,
                payment.PaymentKey,
                payment.Card,
                due,
                now,
            },
            transaction
        );
        if (claimed is not null)
            await Deadlines.AnnounceAsync(transaction, due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claimed
            ?? await connection.QuerySingleAsync<PaymentRow>(
                "select * from payments where user_id = @UserId and idempotency_key = @IdempotencyKey",
                new { payment.UserId, payment.IdempotencyKey }
            );
    }

    /// <summary>The step before money may move. Null when the payment has gone on without us, or another one holds the order.</summary>
    public async Task<PaymentRow?> BeginConfirmAsync(
        Guid id,
        long amount,
        string paymentKey,
        string? card,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ChangeAsync(
                "status = 'CONFIRMING', amount = @amount, payment_key = @paymentKey, card = coalesce(@card, card)",
                "id = @id and status = 'CREATED'",
                new
                {
                    id,
                    amount,
                    paymentKey,
                    card,
                },
                time.UtcNow() + options.ConfirmLease,
                cancellationToken
            );
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null;
        }
    }

    /// <summary>Charged.</summary>
    public Task<PaymentRow?> PaidAsync(Guid id, string? card, CancellationToken cancellationToken) =>
        ChangeAsync(
            "status = 'PAID', card = coalesce(@card, card), tries = 0",
            "id = @id and status in ('CONFIRMING', 'UNKNOWN')",
            new { id, card },
            due: null,
            cancellationToken
        );

    /// <summary>Ended before money could move. <paramref name="withdrawn"/> lets go of the order that it holds, for another payment.</summary>
    public Task<PaymentRow?> RefuseAsync(Guid id, Refusal refusal, bool withdrawn, CancellationToken cancellationToken) =>
        FailAsync("status = 'CREATED'", id, refusal, withdrawn ? Withdrawn : null, cancellationToken);

    /// <summary>Not charged, for good.</summary>
    public Task<PaymentRow?> FailAsync(Guid id, Refusal refusal, CancellationToken cancellationToken) =>
        FailAsync("status in ('CONFIRMING', 'UNKNOWN')", id, refusal, type: null, cancellationToken);

    /// <summary>No answer: somebody asks again later.</summary>
    public Task<PaymentRow?> UnknownAsync(PaymentRow payment, CancellationToken cancellationToken) =>
        ChangeAsync(
            "status = 'UNKNOWN'",
            "id = @Id and status in ('CONFIRMING', 'UNKNOWN')",
            new { payment.Id },
            time.UtcNow() + options.RetryAfter(payment.Tries),
            cancellationToken
        );

    /// <summary>Nothing was charged and the gateway will try anew, under a new key. Null when somebody else is ahead.</summary>
    public Task<PaymentRow?> NextAttemptAsync(PaymentRow payment, CancellationToken cancellationToken) =>
        ChangeAsync(
            "attempt = attempt + 1",
            "id = @Id and status in ('CONFIRMING', 'UNKNOWN') and attempt = @Attempt",
            new { payment.Id, payment.Attempt },
            time.UtcNow() + options.ConfirmLease,
            cancellationToken
        );

    /// <summary>Has the payment looked at again after a pause.</summary>
    public async Task PostponeAsync(PaymentRow payment, CancellationToken cancellationToken)
    {
        var due = time.UtcNow() + options.RetryAfter(payment.Tries);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("update payments set due_at = @due where id = @Id", new { payment.Id, due }, transaction);
        await Deadlines.AnnounceAsync(transaction, due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>There is nothing more to do, unless a webhook has called for attention meanwhile.</summary>
    public async Task SettledAsync(PaymentRow payment, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update payments set due_at = null, tries = 0 where id = @Id and due_at = @DueAt",
            new { payment.Id, payment.DueAt }
        );
    }

    /// <summary>Takes what is due and in nobody else's hands.</summary>
    public async Task<IReadOnlyList<PaymentRow>> LeaseDueAsync(CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var due = await connection.QueryAsync<PaymentRow>(
            """
            update payments p set due_at = @lease, tries = p.tries + 1
            from (select id from payments where due_at <= @now order by due_at limit 20 for update skip locked) d
            where p.id = d.id
            returning p.*
            """,
            new { now, lease = now + options.ConfirmLease }
        );
        return due.AsList();
    }

    /// <summary>Writes the payment's event within the caller's transaction, by default of the type that its status gives.</summary>
    public Task TellAsync(NpgsqlTransaction transaction, PaymentRow payment, CancellationToken cancellationToken, string? type = null)
    {
        var told = new PaymentEvent(
            payment.Id,
            payment.OrderId,
            payment.UserId,
            payment.Status,
            payment.Amount,
            payment.Refunded,
            payment.FailureCode,
            payment.UpdatedAt
        );
        type ??= $"payment.{payment.Status.ToLowerInvariant()}";
        var payload = JsonSerializer.Serialize(told, PaymentsJson.Default.PaymentEvent);
        return outbox.AddAsync(transaction, new(Topic, payment.OrderId.ToString(), type, payload), cancellationToken);
    }

    private Task<PaymentRow?> FailAsync(string from, Guid id, Refusal refusal, string? type, CancellationToken cancellationToken) =>
        ChangeAsync(
            "status = 'FAILED', failure_status = @Status, failure_code = @Code, failure_message = @Message, tries = 0",
            $"id = @id and {from}",
            new
            {
                id,
                refusal.Status,
                refusal.Code,
                refusal.Message,
            },
            due: null,
            cancellationToken,
            type
        );

    private async Task<PaymentRow?> ChangeAsync(
        string set,
        string where,
        object values,
        DateTime? due,
        CancellationToken cancellationToken,
        string? type = null
    )
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("now", time.UtcNow());
        parameters.Add("due", due);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var changed = await connection.QuerySingleOrDefaultAsync<PaymentRow>(
            $"update payments set {set}, updated_at = @now, due_at = @due where {where} returning *",
            parameters,
            transaction
        );
        if (changed is null)
            return null;
        await TellAsync(transaction, changed, cancellationToken, type);
        if (due is { } at)
            await Deadlines.AnnounceAsync(transaction, at, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }
}
