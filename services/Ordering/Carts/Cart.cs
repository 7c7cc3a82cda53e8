using Ordering.Orders;

namespace Ordering.Carts;

/// <summary>What a shopper means to buy; prices are Catalog's and fixed by the order.</summary>
public sealed record Cart(IReadOnlyList<OrderLine> Items);

/// <summary>How many pieces of a product the cart shall hold: 1 to 99.</summary>
public sealed record CartQuantity(int Quantity);
