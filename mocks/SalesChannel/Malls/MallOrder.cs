namespace Platform.Mocks.SalesChannel.Malls;

/// <summary>One order at one moment; a change makes a new one, so whoever holds it may read it without a lock.</summary>
public sealed record MallOrder(string Number, Shopper Buyer, IReadOnlyList<OrderLine> Lines, DateTimeOffset OrderedAt)
{
    public OrderState State { get; init; } = OrderState.Paid;

    /// <summary>When it last changed; no two changes of a mall have the same, so it is also a place in the list of changes.</summary>
    public DateTimeOffset ChangedAt { get; init; } = OrderedAt;

    /// <summary>1, and one more with each change.</summary>
    public int Revision { get; init; } = 1;

    public string? SellerOrderNumber { get; init; }

    public Shipment? Shipment { get; init; }

    public Cancellation? Cancellation { get; init; }

    /// <summary>Won.</summary>
    public long Total => Lines.Sum(line => line.Amount);
}

/// <summary>What was bought, as it was called and priced then.</summary>
public sealed record OrderLine(Offer Offer, int Quantity)
{
    public long Amount => Offer.Price * Quantity;
}

public sealed record Shipment(string Carrier, string TrackingNumber, DateTimeOffset At);

public sealed record Cancellation(bool ByBuyer, string ReasonCode, string Reason, DateTimeOffset At);

public enum OrderState
{
    Paid,
    Acknowledged,
    Shipped,
    Cancelled,
}
