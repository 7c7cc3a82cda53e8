namespace Catalog.Stock;

/// <param name="Reservations">How many expired.</param>
/// <param name="Products">The products that got pieces back.</param>
/// <param name="Next">Until the next one is due; null when none is held.</param>
public sealed record Expiry(int Reservations, IReadOnlyList<long> Products, TimeSpan? Next);
