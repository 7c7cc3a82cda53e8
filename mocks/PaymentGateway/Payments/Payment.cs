namespace Platform.Mocks.PaymentGateway.Payments;

/// <summary>One payment at one moment; a change makes a new one, so whoever holds it may read it without a lock.</summary>
public sealed record Payment(string PaymentKey, string OrderId, string? OrderName, long Amount, TestCard Card, DateTimeOffset RequestedAt)
{
    public PaymentStatus Status { get; init; } = PaymentStatus.Ready;

    /// <summary>When the card was charged.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    public string? ApproveNo { get; init; }

    public string? LastTransactionKey { get; init; }

    /// <summary>Confirms tried so far, this one included.</summary>
    public int Attempts { get; init; }

    public IReadOnlyList<Cancellation> Cancellations { get; init; } = [];

    /// <summary>Why the card was not charged.</summary>
    public PgError? Failure { get; init; }

    /// <summary>Won that can still be cancelled.</summary>
    public long Balance => Amount - Cancellations.Sum(cancellation => cancellation.Amount);

    public bool IsCharged => Status is PaymentStatus.Done or PaymentStatus.PartialCanceled or PaymentStatus.Canceled;
}

/// <summary>Part or all of a payment given back.</summary>
public sealed record Cancellation(string TransactionKey, long Amount, string Reason, long Refundable, DateTimeOffset CanceledAt);

public enum PaymentStatus
{
    Ready,
    InProgress,
    Done,
    PartialCanceled,
    Canceled,
    Aborted,
    Expired,
}
