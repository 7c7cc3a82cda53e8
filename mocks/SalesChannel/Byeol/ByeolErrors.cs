using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Byeol;

/// <summary>byeol's words for what it refuses.</summary>
public static class ByeolErrors
{
    private const string Authentication = "authentication_error";
    private const string Request = "invalid_request_error";
    private const string Conflict = "conflict_error";

    public static (int Status, string Type, string Code, string Message) Describe(MallException refused) =>
        refused.Reason switch
        {
            Refusal.MissingSignature => (401, Authentication, "missing_signature", "A header of the signature is missing or malformed."),
            Refusal.UnknownAccessKey => (401, Authentication, "unknown_access_key", "There is no such access key."),
            Refusal.TimestampOutOfRange => (401, Authentication, "timestamp_out_of_range", "The timestamp is more than 5 minutes off."),
            Refusal.NonceReused => (401, Authentication, "nonce_reused", "This nonce was used before; sign each attempt anew."),
            Refusal.SignatureMismatch => (401, Authentication, "signature_mismatch", "The signature is not that of this request."),
            Refusal.Invalid or Refusal.InvalidPrice => (400, Request, "invalid_parameter", $"'{refused.What}' is missing or malformed."),
            Refusal.InvalidRange => (400, Request, "invalid_range", "'from' is not before 'to', or they are more than 7 days apart."),
            Refusal.ProductNotFound => (404, Request, "item_not_found", "There is no such item."),
            Refusal.OptionNotFound => (404, Request, "option_not_found", "There is no such option."),
            Refusal.OrderNotFound => (404, Request, "order_not_found", "There is no such order."),
            Refusal.NotFound => (404, Request, "not_found", "There is no such call."),
            Refusal.DuplicateExternalId => (409, Conflict, "duplicate_external_id", $"This {refused.What} is listed already."),
            Refusal.InReview => (409, Conflict, "item_in_review", "The item is being reviewed; try again when it is on sale."),
            Refusal.Rejected => (409, Conflict, "item_rejected", "The item was rejected; correct its title first."),
            Refusal.ProductLimit => (409, Conflict, "item_limit", "There are as many items as may be listed."),
            Refusal.OrderCancelled or Refusal.AlreadyCancelled => (409, Conflict, "order_cancelled", "The order is cancelled."),
            Refusal.AlreadyShipped => (409, Conflict, "order_shipped", "The order is shipped."),
            Refusal.NotAcknowledged => (409, Conflict, "order_not_confirmed", "The order is not confirmed yet."),
            Refusal.RateLimited => (429, "rate_limit_error", "quota_exceeded", "Too many calls in this window."),
            _ => (500, "api_error", "internal_error", "Something went wrong on our side."),
        };
}
