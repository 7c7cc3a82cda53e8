using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Mocks.PaymentGateway.Api;
using Platform.Mocks.PaymentGateway.Payments;

namespace Platform.Mocks.PaymentGateway.Window;

/// <summary>What a shop asks the checkout window for, and where the shopper goes afterwards.</summary>
/// <param name="Amount">Won. The shop's confirm must name the same.</param>
/// <param name="SuccessUrl">Gets <c>paymentKey</c>, <c>orderId</c> and <c>amount</c>.</param>
/// <param name="FailUrl">Gets <c>code</c>, <c>message</c> and <c>orderId</c>.</param>
public sealed record CheckoutRequest(string OrderId, long Amount, string? OrderName, Uri SuccessUrl, Uri FailUrl, bool English)
{
    private const int MaxName = 100;

    /// <summary>The query in which a shop names all this; the form on the page goes to the same.</summary>
    public string ToQuery() =>
        QueryHelpers.AddQueryString(
            "",
            new Dictionary<string, string?>
            {
                ["orderId"] = OrderId,
                ["amount"] = Amount.ToString(CultureInfo.InvariantCulture),
                ["orderName"] = OrderName,
                ["successUrl"] = SuccessUrl.OriginalString,
                ["failUrl"] = FailUrl.OriginalString,
                ["lang"] = English ? "en" : "ko",
            }
        );

    /// <exception cref="PgException"><c>INVALID_REQUEST</c> with the field that is missing or malformed.</exception>
    public static CheckoutRequest Read(HttpRequest request)
    {
        var query = request.Query;
        string orderId = query["orderId"].ToString();
        string name = query["orderName"].ToString();
        if (!RequestBody.IsOrderId(orderId))
            throw Invalid("orderId");
        if (!long.TryParse(query["amount"], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            throw Invalid("amount");
        if (name.Length > MaxName)
            throw Invalid("orderName");
        return new(orderId, amount, name.Length > 0 ? name : null, Address("successUrl"), Address("failUrl"), IsEnglish(request));

        // Only the web: a page must not send a shopper to a script.
        Uri Address(string field) =>
            Uri.TryCreate(query[field], UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : throw Invalid(field);
    }

    public static bool IsEnglish(HttpRequest request) =>
        request.Query["lang"].ToString() is { Length: > 0 } chosen
            ? chosen is "en"
            : request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase);

    public string Succeeded(Payment payment) =>
        QueryHelpers.AddQueryString(
            SuccessUrl.OriginalString,
            new Dictionary<string, string?>
            {
                ["paymentKey"] = payment.PaymentKey,
                ["orderId"] = OrderId,
                ["amount"] = Amount.ToString(CultureInfo.InvariantCulture),
            }
        );

    public string Failed(PgError error) =>
        QueryHelpers.AddQueryString(
            FailUrl.OriginalString,
            new Dictionary<string, string?>
            {
                ["code"] = error.Code,
                ["message"] = error.Message(English),
                ["orderId"] = OrderId,
            }
        );

    private static PgException Invalid(string field) => new(PgError.InvalidRequest(field));
}
