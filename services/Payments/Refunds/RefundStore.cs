using Dapper;
using Npgsql;
using Payments.Charging;
using Payments.Gateway;
using Platform.Services;

namespace Payments.Refunds;

/// <summary>What a request to refund came to: the refund, or why there is none.</summary>
internal sealed record RefundClaim(RefundRow? Refund, Refusal? Refusal = null);

/// <summary>Refunds: written before the gateway is called, and never more in sum than was paid.</summary>
internal sealed class RefundStore(NpgsqlDataSource database, PaymentStore payments, PaymentsOptions options, TimeProvider time)
{
    public async Task<IReadOnlyList<RefundRow>> ListAsync(Guid paymentId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await connection.QueryAsync<RefundRow>(
            "select * from refunds where payment_id = @paymentId order by created_at, id",
            new { paymentId }
        );
        return found.AsList();
    }

    public async Task<RefundRow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<RefundRow>("select * from refunds where id = @id", new { id });
    }

    /// <summary>Sets <paramref name="amount"/> (null: all that is left) aside, once for each key.</summary>
    public async Task<RefundClaim> RequestAsync(
        Guid paymentId,
        string key,
        long? amount,
        string reason,
        DateTime due,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var claim = await RequestAsync(transaction, paymentId, key, amount, reason, due, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claim;
    }

    /// <summary>Sets all that is left aside, within the caller's transaction, for the reconciliation to give back.</summary>
    public Task<RefundClaim> RequestAllAsync(
        NpgsqlTransaction transaction,
        Guid paymentId,
        string key,
        string reason,
        CancellationToken cancellationToken
    ) => RequestAsync(transaction, paymentId, key, null, reason, time.UtcNow(), cancellationToken);

    private async Task<RefundClaim> RequestAsync(
        NpgsqlTransaction transaction,
        Guid paymentId,
        string key,
        long? amount,
        string reason,
        DateTime due,
        CancellationToken cancellationToken
    )
    {
        var fingerprint = Platform.Services.IdempotencyKey.Fingerprint($"{amount?.ToString() ?? "all"} {reason}");
        var connection = transaction.Connection!;
        var payment = await connection.QuerySingleAsync<PaymentRow>(
            "select * from payments where id = @paymentId for update",
            new { paymentId },
            transaction
        );
        var refunds = (
            await connection.QueryAsync<RefundRow>("select * from refunds where payment_id = @paymentId", new { paymentId }, transaction)
        ).AsList();
        if (refunds.Find(refund => refund.IdempotencyKey == key) is { } earlier)
        {
            return earlier.Fingerprint == fingerprint
                ? new(earlier)
                : Refused(422, "idempotency_key_reused", "This Idempotency-Key was used for another refund.");
        }
        if (payment.Status is not (PaymentStatus.Paid or PaymentStatus.PartiallyRefunded))
            return Refused(409, "not_cancellable", $"The payment is {payment.Status}: there is nothing to give back.");
        var pending = refunds.Where(refund => refund.Status == RefundRow.Requested).Sum(refund => refund.Amount);
        var left = payment.Charge.Amount - payment.Refunded - pending;
        if (left == 0 || amount > left)
            return Refused(409, "exceeds_refundable", $"Of {payment.Amount} won, {left} can still be given back.");

        var refund = new RefundRow
        {
            Id = Guid.CreateVersion7(),
            PaymentId = paymentId,
            IdempotencyKey = key,
            Fingerprint = fingerprint,
            Amount = amount ?? left,
            Reason = reason,
            CreatedAt = time.UtcNow(),
        };
        await InsertAsync(transaction, refund, due);
        await Deadlines.AnnounceAsync(transaction, due, cancellationToken);
        return new(refund);
    }

    /// <summary>Given back. Null when that was written before.</summary>
    public async Task<PaymentRow?> DoneAsync(RefundRow refund, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var ended = await connection.ExecuteAsync(
            "update refunds set status = 'DONE', due_at = null, updated_at = @now where id = @Id and status = 'REQUESTED'",
            new { refund.Id, now = time.UtcNow() },
            transaction
        );
        if (ended == 0)
            return null;
        var payment = await CountAsync(transaction, refund.PaymentId, refund.Amount, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return payment;
    }

    public Task FailAsync(RefundRow refund, GatewayError error, CancellationToken cancellationToken) =>
        ChangeAsync(
            refund,
            "status = 'FAILED', failure_code = @Code, failure_message = @Message",
            new { error.Code, error.Message },
            null,
            cancellationToken
        );

    /// <summary>Tries again later: with the same key, or with a new one when the gateway's answer to the old one is final but did nothing.</summary>
    public Task PostponeAsync(RefundRow refund, bool newAttempt, CancellationToken cancellationToken) =>
        ChangeAsync(
            refund,
            "attempt = @attempt",
            new { attempt = refund.Attempt + (newAttempt ? 1 : 0) },
            time.UtcNow() + options.RetryAfter(refund.Tries),
            cancellationToken
        );

    /// <summary>Takes over what was cancelled at the gateway by others; false while a refund of ours is under way.</summary>
    public async Task<bool> AdoptAsync(Guid paymentId, GatewayPayment known, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var payment = await connection.QuerySingleAsync<PaymentRow>(
            "select * from payments where id = @paymentId for update",
            new { paymentId },
            transaction
        );
        var underWay = await connection.ExecuteScalarAsync<bool>(
            "select exists (select from refunds where payment_id = @paymentId and status = 'REQUESTED')",
            new { paymentId },
            transaction
        );
        if (underWay)
            return false;
        var amount = known.Cancelled - payment.Refunded;
        if (amount <= 0)
            return true;
        var refund = new RefundRow
        {
            Id = Guid.CreateVersion7(),
            PaymentId = paymentId,
            IdempotencyKey = $"gateway {known.Cancelled}",
            Amount = amount,
            Reason = known.Cancels?.LastOrDefault()?.CancelReason ?? "Cancelled at the payment gateway",
            Status = RefundRow.Done,
            CreatedAt = time.UtcNow(),
        };
        await InsertAsync(transaction, refund, due: null);
        await CountAsync(transaction, paymentId, amount, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Takes what is due and in nobody else's hands.</summary>
    public async Task<IReadOnlyList<RefundRow>> LeaseDueAsync(CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var due = await connection.QueryAsync<RefundRow>(
            """
            update refunds r set due_at = @lease, tries = r.tries + 1
            from (select id from refunds where due_at <= @now order by due_at limit 20 for update skip locked) d
            where r.id = d.id
            returning r.*
            """,
            new { now, lease = now + options.ConfirmLease }
        );
        return due.AsList();
    }

    private static RefundClaim Refused(int status, string code, string message) => new(null, new(status, code, message));

    private static Task InsertAsync(NpgsqlTransaction transaction, RefundRow refund, DateTime? due) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into refunds (id, payment_id, idempotency_key, fingerprint, amount, reason, status, due_at, created_at, updated_at)
            values (@Id, @PaymentId, @IdempotencyKey, @Fingerprint, @Amount, @Reason, @Status, @due, @CreatedAt, @CreatedAt)
            """,
            new
            {
                refund.Id,
                refund.PaymentId,
                refund.IdempotencyKey,
                refund.Fingerprint,
                refund.Amount,
                refund.Reason,
                refund.Status,
                due,
                refund.CreatedAt,
            },
            transaction
        );

    private async Task<PaymentRow> CountAsync(
        NpgsqlTransaction transaction,
        Guid paymentId,
        long amount,
        CancellationToken cancellationToken
    )
    {
        var payment = await transaction.Connection!.QuerySingleAsync<PaymentRow>(
            """
            update payments set
                refunded = refunded + @sum,
                status = case when refunded + @sum = amount then 'REFUNDED' else 'PARTIALLY_REFUNDED' end,
                updated_at = @now
            where id = @paymentId
            returning *
            """,
            new
            {
                paymentId,
                sum = amount,
                now = time.UtcNow(),
            },
            transaction
        );
        await payments.TellAsync(transaction, payment, cancellationToken);
        return payment;
    }

    private async Task ChangeAsync(RefundRow refund, string set, object values, DateTime? due, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("Id", refund.Id);
        parameters.Add("now", time.UtcNow());
        parameters.Add("due", due);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            $"update refunds set {set}, due_at = @due, updated_at = @now where id = @Id and status = 'REQUESTED'",
            parameters,
            transaction
        );
        if (due is { } at)
            await Deadlines.AnnounceAsync(transaction, at, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
