using System.Text.Json.Nodes;

namespace Platform.Mocks.SalesChannel.Malls;

/// <summary>A mall refuses a call; each mall has its own status, code and words for the reason.</summary>
/// <param name="what">The field, product or order that is at fault.</param>
/// <param name="more">What the answer says beside the code.</param>
public sealed class MallException(Refusal reason, string? what = null, JsonObject? more = null) : Exception($"{reason} {what}")
{
    public Refusal Reason => reason;

    public string? What => what;

    public JsonObject? More => more;
}

/// <summary>Why a mall refuses.</summary>
public enum Refusal
{
    Invalid,
    InvalidPrice,
    InvalidCursor,
    InvalidRange,
    InvalidApiKey,
    MissingSignature,
    UnknownAccessKey,
    TimestampOutOfRange,
    NonceReused,
    SignatureMismatch,
    NotFound,
    ProductNotFound,
    OptionNotFound,
    OrderNotFound,
    DuplicateExternalId,
    InReview,
    Rejected,
    ProductLimit,

    /// <summary>Acknowledge or ship of a cancelled order.</summary>
    OrderCancelled,
    AlreadyCancelled,
    AlreadyShipped,
    NotAcknowledged,
    RateLimited,
    Internal,

    /// <summary>A shopper wants what the mall does not know, does not sell, or has not enough of.</summary>
    UnknownProduct,
    NotOnSale,
    SoldOut,
}
