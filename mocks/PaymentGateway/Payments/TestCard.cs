namespace Platform.Mocks.PaymentGateway.Payments;

/// <summary>A card number and what happens when it is charged.</summary>
public sealed record TestCard(string Number, CardBehaviour Behaviour, PgError? Refusal = null)
{
    private static readonly Dictionary<string, TestCard> Special = new TestCard[]
    {
        new("4000000000000002", CardBehaviour.Refuses, PgError.RejectCardCompany),
        new("4000000000009995", CardBehaviour.Refuses, PgError.RejectCardPayment),
        new("4000000000009979", CardBehaviour.Refuses, PgError.InvalidCardLostOrStolen),
        new("4000000000000069", CardBehaviour.Refuses, PgError.InvalidCardExpiration),
        new("4000000000000119", CardBehaviour.StumblesOnce),
        new("4000000000000028", CardBehaviour.NeverAnswers),
        new("4000000000000036", CardBehaviour.ChargesThenHangs),
        new("4000000000000044", CardBehaviour.HangsThenCharges),
        new("4000000000000051", CardBehaviour.ChargesThenFails),
    }.ToDictionary(card => card.Number);

    public bool IsCheckCard => Number.StartsWith('5');

    public string MaskedNumber => $"{Number[..8]}{new string('*', Number.Length - 12)}{Number[^4..]}";

    /// <summary>Dashes and spaces are allowed.</summary>
    /// <exception cref="PgException"><c>INVALID_CARD_NUMBER</c>.</exception>
    public static TestCard Parse(string text)
    {
        var number = text.Replace("-", "").Replace(" ", "");
        if (number.Length is < 14 or > 16 || !number.All(char.IsAsciiDigit) || !HasRightCheckDigit(number))
            throw new PgException(PgError.InvalidCardNumber);
        return Special.GetValueOrDefault(number) ?? new TestCard(number, CardBehaviour.Approves);
    }

    private static bool HasRightCheckDigit(string number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    public override string ToString() => MaskedNumber;
}

public enum CardBehaviour
{
    Approves,
    Refuses,

    /// <summary>A provider error on the first try, approved on the next.</summary>
    StumblesOnce,

    /// <summary>Not charged; the connection is cut after the hang.</summary>
    NeverAnswers,

    /// <summary>Charged at once, answered after the hang.</summary>
    ChargesThenHangs,

    /// <summary>Undecided during the hang, then charged.</summary>
    HangsThenCharges,

    /// <summary>Charged, answered with an internal error.</summary>
    ChargesThenFails,
}
