using Payments.Refunds;

namespace Payments.Charging;

/// <summary>A row of the table payments.</summary>
internal sealed record PaymentRow
{
    public Guid Id { get; init; }
    public string UserId { get; init; } = "";
    public string IdempotencyKey { get; init; } = "";
    public string Fingerprint { get; init; } = "";
    public Guid OrderId { get; init; }
    public string Status { get; init; } = PaymentStatus.Created;
    public long? Amount { get; init; }
    public long Refunded { get; init; }
    public string? PaymentKey { get; init; }
    public string? Card { get; init; }
    public int Attempt { get; init; } = 1;
    public int? FailureStatus { get; init; }
    public string? FailureCode { get; init; }
    public string? FailureMessage { get; init; }
    public int Tries { get; init; }

    /// <summary>When somebody looks at the payment again: whoever has done that clears this very time, and not a later call for attention.</summary>
    public DateTime? DueAt { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    public bool IsOpen => Status is PaymentStatus.Confirming or PaymentStatus.Unknown;

    /// <summary>A row that got this far has both.</summary>
    public (string Key, long Amount) Charge =>
        PaymentKey is { } key && Amount is { } amount
            ? (key, amount)
            : throw new InvalidOperationException($"Payment {Id} is {Status} without a key or an amount.");

    public Payment ToPayment(IReadOnlyList<RefundRow> refunds) =>
        new()
        {
            Id = Id,
            OrderId = OrderId,
            Status = Status,
            Amount = Amount,
            Refunded = Refunded,
            Card = Card,
            Failure = FailureCode is null ? null : new(FailureCode, FailureMessage ?? FailureCode),
            Refunds = [.. refunds.Select(refund => refund.ToRefund())],
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
}

/// <summary>What other services learn of a payment, on <c>payments.events</c>.</summary>
internal sealed record PaymentEvent(
    Guid PaymentId,
    Guid OrderId,
    string UserId,
    string Status,
    long? Amount,
    long Refunded,
    string? FailureCode,
    DateTime At
);

/// <summary>Why a payment ends: the status to answer with (402 declined, 404 no such order …), a code and a sentence.</summary>
internal sealed record Refusal(int Status, string Code, string Message);

/// <summary>What is told to Ordering.</summary>
internal static class OrderStep
{
    public const string Begin = "begin";
    public const string Withdraw = "withdraw";
    public const string Paid = "paid";
    public const string Failed = "failed";
    public const string Refunded = "refunded";
}
