namespace Payments.Gateway;

internal sealed record OpenPayment(string OrderId, long Amount, string CardNumber, string? OrderName);

internal sealed record ConfirmPayment(string PaymentKey, string OrderId, long Amount);

internal sealed record CancelPayment(string CancelReason, long CancelAmount);

internal sealed record GatewayError(string Code, string Message);

/// <summary>A payment as the gateway tells it.</summary>
internal sealed record GatewayPayment(
    string PaymentKey,
    string OrderId,
    string Status,
    long TotalAmount,
    long BalanceAmount,
    GatewayCard? Card,
    IReadOnlyList<GatewayCancel>? Cancels,
    GatewayError? Failure
)
{
    public bool IsCharged => Status is "DONE" or "PARTIAL_CANCELED" or "CANCELED";

    /// <summary>Never charged, and never will be.</summary>
    public bool IsDead => Status is "ABORTED" or "EXPIRED";

    public bool IsReady => Status is "READY";

    public long Cancelled => TotalAmount - BalanceAmount;
}

internal sealed record GatewayCard(string? Number);

internal sealed record GatewayCancel(long CancelAmount, string? CancelReason);

/// <summary>
/// What a call came to: the payment; or the gateway's error; or neither, when there was no answer that can be relied on.
/// </summary>
internal sealed record GatewayAnswer(GatewayPayment? Payment, GatewayError? Error)
{
    public static readonly GatewayAnswer None = new(null, null);

    /// <summary>The gateway has decided: the call did nothing, and the same call later will do nothing.</summary>
    public bool IsRefused =>
        Error?.Code
            is "INVALID_REQUEST"
                or "INVALID_CARD_NUMBER"
                or "INVALID_CARD_EXPIRATION"
                or "INVALID_CARD_LOST_OR_STOLEN"
                or "BELOW_MINIMUM_AMOUNT"
                or "EXCEED_MAX_AMOUNT"
                or "DUPLICATED_ORDER_ID"
                or "REJECT_CARD_COMPANY"
                or "REJECT_CARD_PAYMENT"
                or "NOT_FOUND_PAYMENT"
                or "NOT_FOUND_PAYMENT_SESSION"
                or "ALREADY_CANCELED_PAYMENT"
                or "NOT_CANCELABLE_AMOUNT"
                or "NOT_CANCELABLE_PAYMENT";

    /// <summary>Another call with the same idempotency key is not answered yet.</summary>
    public bool IsInHand => Error?.Code is "IDEMPOTENT_REQUEST_PROCESSING";

    /// <summary>The card company stumbled and nothing happened: a new attempt needs a new idempotency key.</summary>
    public bool IsPassing => Error?.Code is "PROVIDER_ERROR";

    /// <summary>The call has ended, but whether it did anything the answer does not say. Its idempotency key would repeat just this.</summary>
    public bool IsInconclusive => Error?.Code is "FAILED_INTERNAL_SYSTEM_PROCESSING";
}
