namespace Catalog.Stock;

/// <param name="Reservations">How many expired.</param>
/// <param name="Products">The products that got pieces back.</param>
public sealed record Expiry(int Reservations, IReadOnlyList<long> Products);
