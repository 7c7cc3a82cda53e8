namespace Catalog.Stock;

/// <param name="Quantity">Pieces, 1 to 1000.</param>
public sealed record ReservationItemRequest(long ProductId, int Quantity);

/// <param name="ExpiresAt">When the pieces go back to the shelf unless the reservation is confirmed.</param>
public sealed record ReservationRequest(Guid OrderId, IReadOnlyList<ReservationItemRequest>? Items, DateTimeOffset ExpiresAt);

/// <param name="UnitPrice">Won, at the moment of reservation.</param>
/// <param name="Amount">Won: unit price times quantity.</param>
public sealed record ReservationItem(long ProductId, string Name, string NameEn, long UnitPrice, int Quantity, long Amount);

/// <param name="Status">held, confirmed, released or expired.</param>
/// <param name="Total">Won.</param>
public sealed record Reservation(Guid OrderId, string Status, DateTimeOffset ExpiresAt, long Total, IReadOnlyList<ReservationItem> Items);

public static class ReservationStatus
{
    public const string Held = "held";
    public const string Confirmed = "confirmed";
    public const string Released = "released";
    public const string Expired = "expired";
}
