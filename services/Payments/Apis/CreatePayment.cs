using Payments.Charging;
using Platform.ServiceDefaults.Problems;
using Platform.Services;

namespace Payments.Apis;

/// <summary>How an order is paid: by a key from the gateway's checkout window, or by a card. What it costs, Ordering says.</summary>
public sealed record CreatePayment(Guid OrderId, string? PaymentKey = null, Card? Card = null)
{
    internal string Fingerprint => IdempotencyKey.Fingerprint($"{OrderId} {PaymentKey} {Card?.Masked}");

    internal Validation Validate() =>
        new Validation()
            .Check(OrderId != Guid.Empty, "orderId", "is required.")
            .Check(PaymentKey is not null || Card is not null, "paymentKey", "is required where there is no card.")
            .Check(PaymentKey is null || Card is null, "card", "cannot stand beside a paymentKey.")
            .Check(PaymentKey is null or { Length: > 0 and <= 200 }, "paymentKey", "must be 1 to 200 characters.")
            .Check(Card is null || Card.IsValid, "card.number", "must be 14 to 16 digits with a right check digit.");

    internal PaymentRow ToRow(string userId, string idempotencyKey) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            UserId = userId,
            IdempotencyKey = idempotencyKey,
            Fingerprint = Fingerprint,
            OrderId = OrderId,
            PaymentKey = PaymentKey,
            Card = Card?.Masked,
        };
}

/// <summary>A card's number, with or without dashes and spaces. It is passed on to the gateway and never kept.</summary>
public sealed record Card(string? Number = null)
{
    internal string Digits => string.Concat((Number ?? "").Where(c => c is not (' ' or '-')));

    internal bool IsValid => Digits is { Length: >= 14 and <= 16 } digits && digits.All(char.IsAsciiDigit) && CheckSum(digits) % 10 == 0;

    internal string Masked => Digits is { Length: >= 12 } digits ? $"{digits[..6]}******{digits[^4..]}" : "";

    public override string ToString() => Masked;

    /// <summary>Luhn's.</summary>
    private static int CheckSum(string digits) =>
        digits.Reverse().Select((c, i) => (c - '0') * (i % 2 + 1)).Sum(value => value > 9 ? value - 9 : value);
}
