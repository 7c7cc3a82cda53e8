namespace Catalog.Stock;

/// <summary>What became of a request for stock.</summary>
public abstract record ReserveResult
{
    public sealed record Made(Reservation Reservation) : ReserveResult;

    /// <summary>The same order had asked for the same before.</summary>
    public sealed record Repeated(Reservation Reservation) : ReserveResult;

    /// <summary>The order holds a reservation for other items.</summary>
    public sealed record Conflicting : ReserveResult;

    /// <summary>The order's reservation was released or has expired.</summary>
    public sealed record Closed(string Status) : ReserveResult;

    public sealed record UnknownProduct(long ProductId) : ReserveResult;

    public sealed record Insufficient(long ProductId, string Name, int Requested, int Available) : ReserveResult;
}
