using Payments.Charging;

namespace Payments.Refunds;

/// <summary>Part or all of a payment given back. REQUESTED until the gateway has answered, then DONE or FAILED.</summary>
public sealed record Refund(Guid Id, long Amount, string Reason, string Status, Failure? Failure, DateTime CreatedAt);

/// <summary>A row of the table refunds.</summary>
internal sealed record RefundRow
{
    public const string Requested = "REQUESTED";
    public const string Done = "DONE";
    public const string Failed = "FAILED";

    public Guid Id { get; init; }
    public Guid PaymentId { get; init; }
    public string IdempotencyKey { get; init; } = "";
    public string Fingerprint { get; init; } = "";
    public long Amount { get; init; }
    public string Reason { get; init; } = "";
    public string Status { get; init; } = Requested;
    public int Attempt { get; init; } = 1;
    public string? FailureCode { get; init; }
    public string? FailureMessage { get; init; }
    public int Tries { get; init; }
    public DateTime CreatedAt { get; init; }

    /// <summary>What the gateway keeps with the cancellation: finds it again when the answer to it was lost.</summary>
    public string Marker => $"{Reason} [{Id}]";

    public Refund ToRefund() =>
        new(Id, Amount, Reason, Status, FailureCode is null ? null : new(FailureCode, FailureMessage ?? FailureCode), CreatedAt);
}
