using Payments.Refunds;

namespace Payments.Charging;

/// <summary>A payment as its shopper sees it. Amounts are won; the amount is null until Ordering has named it.</summary>
public sealed record Payment
{
    public Guid Id { get; init; }
    public Guid OrderId { get; init; }
    public string Status { get; init; } = PaymentStatus.Created;
    public long? Amount { get; init; }
    public long Refunded { get; init; }
    public string Currency { get; init; } = "KRW";

    /// <summary>The card's number, masked by the gateway.</summary>
    public string? Card { get; init; }

    public Failure? Failure { get; init; }
    public IReadOnlyList<Refund> Refunds { get; init; } = [];
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
}

/// <summary>Why nothing was charged or given back; <paramref name="Code"/> is the gateway's where it spoke.</summary>
public sealed record Failure(string Code, string Message);
