namespace Platform.Mocks.PaymentGateway.Payments;

/// <summary>A refusal as the shop sees it: code, HTTP status, message in both languages.</summary>
public sealed record PgError(string Code, int Status, string Korean, string English)
{
    public static readonly PgError NotFound = new("NOT_FOUND", 404, "제공하지 않는 API입니다.", "There is no such call.");
    public static readonly PgError UnauthorizedKey = new(
        "UNAUTHORIZED_KEY",
        401,
        "시크릿 키를 확인해 주세요.",
        "The secret key is missing or wrong."
    );
    public static readonly PgError InvalidCardNumber = new(
        "INVALID_CARD_NUMBER",
        400,
        "카드 번호가 올바르지 않습니다.",
        "The card number is not valid."
    );
    public static readonly PgError BelowMinimumAmount = new(
        "BELOW_MINIMUM_AMOUNT",
        400,
        "100원부터 결제할 수 있습니다.",
        "The smallest payment is 100 won."
    );
    public static readonly PgError ExceedMaxAmount = new(
        "EXCEED_MAX_AMOUNT",
        400,
        "한 번에 결제할 수 있는 금액을 넘었습니다.",
        "The amount is over the limit of one payment."
    );
    public static readonly PgError AlreadyProcessedPayment = new(
        "ALREADY_PROCESSED_PAYMENT",
        400,
        "이미 처리되었거나 처리 중인 결제입니다.",
        "The payment is already processed or being processed."
    );
    public static readonly PgError DuplicatedOrderId = new(
        "DUPLICATED_ORDER_ID",
        400,
        "이미 결제된 주문번호입니다.",
        "The order is already charged or being charged."
    );
    public static readonly PgError AlreadyCanceledPayment = new(
        "ALREADY_CANCELED_PAYMENT",
        400,
        "이미 전액 취소된 결제입니다.",
        "The payment is already cancelled in full."
    );
    public static readonly PgError ProviderError = new(
        "PROVIDER_ERROR",
        400,
        "카드사에 일시적인 오류가 있습니다. 다시 시도해 주세요.",
        "The card company stumbled; try again."
    );
    public static readonly PgError InvalidCardExpiration = new(
        "INVALID_CARD_EXPIRATION",
        400,
        "유효기간이 지난 카드입니다.",
        "The card has expired."
    );
    public static readonly PgError InvalidCardLostOrStolen = new(
        "INVALID_CARD_LOST_OR_STOLEN",
        400,
        "분실 또는 도난 신고된 카드입니다.",
        "The card is reported lost or stolen."
    );
    public static readonly PgError InvalidIdempotencyKey = new(
        "INVALID_IDEMPOTENCY_KEY",
        400,
        "멱등키는 1자 이상 300자 이하여야 합니다.",
        "An idempotency key has 1 to 300 characters."
    );
    public static readonly PgError RejectCardCompany = new(
        "REJECT_CARD_COMPANY",
        403,
        "카드사에서 승인을 거절했습니다.",
        "The card company declined the payment."
    );
    public static readonly PgError RejectCardPayment = new(
        "REJECT_CARD_PAYMENT",
        403,
        "잔액이 부족하거나 한도를 초과했습니다.",
        "The funds or the limit of the card do not suffice."
    );
    public static readonly PgError NotCancelableAmount = new(
        "NOT_CANCELABLE_AMOUNT",
        403,
        "취소할 수 있는 금액을 넘었습니다.",
        "The amount is more than can be cancelled."
    );
    public static readonly PgError NotCancelablePayment = new(
        "NOT_CANCELABLE_PAYMENT",
        403,
        "승인되지 않은 결제는 취소할 수 없습니다.",
        "A payment that is not charged cannot be cancelled."
    );
    public static readonly PgError NotFoundPayment = new("NOT_FOUND_PAYMENT", 404, "결제를 찾을 수 없습니다.", "There is no such payment.");
    public static readonly PgError NotFoundPaymentSession = new(
        "NOT_FOUND_PAYMENT_SESSION",
        404,
        "결제가 중단되었거나 만료되었습니다. 새로 결제해 주세요.",
        "The payment was aborted or has expired; open a new one."
    );
    public static readonly PgError IdempotentRequestProcessing = new(
        "IDEMPOTENT_REQUEST_PROCESSING",
        409,
        "같은 멱등키의 요청을 처리하고 있습니다.",
        "The first request with this idempotency key is still being processed."
    );
    public static readonly PgError IdempotencyKeyReused = new(
        "IDEMPOTENCY_KEY_REUSED",
        422,
        "멱등키가 다른 요청에 사용되었습니다.",
        "The idempotency key was used for another call or body."
    );
    public static readonly PgError PayProcessCanceled = new(
        "PAY_PROCESS_CANCELED",
        400,
        "구매자가 결제를 취소했습니다.",
        "The shopper cancelled the payment."
    );
    public static readonly PgError FailedInternalSystemProcessing = new(
        "FAILED_INTERNAL_SYSTEM_PROCESSING",
        500,
        "내부 시스템에 오류가 있습니다. 결제를 조회해 주세요.",
        "The gateway failed; inquire what became of the payment."
    );

    /// <summary>A field that is missing, malformed, or contradicts the payment.</summary>
    public static PgError InvalidRequest(string field) =>
        new("INVALID_REQUEST", 400, $"요청이 올바르지 않습니다: {field}", $"The request is not valid: {field}");

    public string Message(bool english) => english ? English : Korean;
}

/// <summary>Ends a call with a refusal.</summary>
public sealed class PgException(PgError error) : Exception(error.Code)
{
    public PgError Error { get; } = error;
}
