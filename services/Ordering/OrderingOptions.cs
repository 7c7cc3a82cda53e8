namespace Ordering;

/// <summary>Bound from <c>Ordering</c>.</summary>
public sealed class OrderingOptions
{
    /// <summary>How long a PENDING order holds its stock.</summary>
    public TimeSpan OrderLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long Catalog may hold a reservation by itself: beyond any payment and its reconciliation, since Ordering decides.</summary>
    public TimeSpan StockHold { get; set; } = TimeSpan.FromDays(7);

    /// <summary>After how long a request whose reservation got no answer is given up and its stock released.</summary>
    public TimeSpan ReservationLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a cart that nobody touches is kept.</summary>
    public TimeSpan CartLifetime { get; set; } = TimeSpan.FromDays(30);
}
