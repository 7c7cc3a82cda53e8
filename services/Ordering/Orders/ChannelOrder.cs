using Platform.ServiceDefaults.Problems;

namespace Ordering.Orders;

/// <summary>A line as a mall has sold it, <paramref name="UnitPrice"/> in won.</summary>
public sealed record ChannelOrderLine(long ProductId, int Quantity, long UnitPrice);

/// <summary>An order of a sales channel (an external mall), known by the mall's number, and paid there.</summary>
public sealed record ChannelOrder(string Channel, string ExternalNumber, IReadOnlyList<ChannelOrderLine> Items)
{
    /// <summary>What Catalog reserves in one line: a mall has its own idea of how much a shopper may buy.</summary>
    private const int MaxQuantity = 1000;

    /// <summary>Who has such orders in place of a shopper: no account has a subject like it.</summary>
    public static string BuyerOf(string channel) => $"channel:{channel}";

    internal IReadOnlyList<OrderLine> Lines =>
        [.. Items.Select(item => item is null ? null! : new OrderLine(item.ProductId, item.Quantity))];

    /// <summary>What is wrong with it, by field.</summary>
    internal Validation Validate()
    {
        var validation = OrderLines
            .Validate(Lines, MaxQuantity)
            .Check(Channel is { Length: >= 1 and <= 50 }, "channel", "must be 1 to 50 characters.")
            .Check(ExternalNumber is { Length: >= 1 and <= 200 }, "externalNumber", "must be 1 to 200 characters.");
        for (var i = 0; i < Items.Count; i++)
            validation.Check(Items[i] is null or { UnitPrice: >= 0 }, $"items[{i}].unitPrice", "must not be negative.");
        return validation;
    }

    internal string Describe() =>
        string.Join(
            ';',
            Items
                .OrderBy(line => line.ProductId)
                .Select(line => FormattableString.Invariant($"{line.ProductId}x{line.Quantity}@{line.UnitPrice}"))
        );
}

/// <summary>What became of a mall's order here; without an id there was none, and now there never will be.</summary>
public sealed record ChannelOrderState(string Channel, string ExternalNumber, Guid? OrderId, string Status);
