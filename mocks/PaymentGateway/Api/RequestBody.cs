using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Mocks.PaymentGateway.Payments;

namespace Platform.Mocks.PaymentGateway.Api;

/// <summary>The fields of a call's body; what is missing or malformed is refused by name.</summary>
public sealed partial class RequestBody
{
    private readonly JsonElement root;

    public RequestBody(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw Invalid("body");
        }
        if (root.ValueKind != JsonValueKind.Object)
            throw Invalid("body");
    }

    public string OrderId => Text("orderId") is { } id && IsOrderId(id) ? id : throw Invalid("orderId");

    public string PaymentKey => Text("paymentKey") is { Length: > 0 and <= 200 } key ? key : throw Invalid("paymentKey");

    public string? OrderName => Text("orderName") is { Length: > 100 } ? throw Invalid("orderName") : Text("orderName");

    public string CancelReason => Text("cancelReason") is { Length: > 0 and <= 200 } reason ? reason : throw Invalid("cancelReason");

    public TestCard Card => TestCard.Parse(Text("cardNumber") ?? throw Invalid("cardNumber"));

    public long Amount => Won("amount") ?? throw Invalid("amount");

    public long? CancelAmount => Won("cancelAmount") is <= 0 ? throw Invalid("cancelAmount") : Won("cancelAmount");

    /// <summary>6 to 64 letters, digits, <c>-</c>, <c>_</c> and <c>=</c>.</summary>
    public static bool IsOrderId(string text) => OrderIdShape().IsMatch(text);

    private string? Text(string field) =>
        !Has(field, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Invalid(field);

    // 15000.0 is a whole number of won too.
    private long? Won(string field) =>
        !Has(field, out var value) ? null
        : value.ValueKind == JsonValueKind.Number
        && value.TryGetDecimal(out var won)
        && won == decimal.Truncate(won)
        && Math.Abs(won) < 1e15m
            ? (long)won
        : throw Invalid(field);

    private bool Has(string field, out JsonElement value) => root.TryGetProperty(field, out value) && value.ValueKind != JsonValueKind.Null;

    private static PgException Invalid(string field) => new(PgError.InvalidRequest(field));

    [GeneratedRegex("^[A-Za-z0-9_=-]{6,64}$")]
    private static partial Regex OrderIdShape();
}
