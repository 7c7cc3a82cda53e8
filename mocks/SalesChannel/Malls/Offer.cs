namespace Platform.Mocks.SalesChannel.Malls;

/// <summary>What a shopper can buy: hanbit's product, byeol's option.</summary>
/// <param name="Code">The seller's.</param>
/// <param name="Number">The mall's.</param>
/// <param name="Price">Won.</param>
public sealed record Offer(string Code, string Number, string Title, long Price, int Stock, bool IsOnSale)
{
    /// <summary>The item and the name of the option where a mall has such.</summary>
    public (string Number, string Code, string Name) Item { get; init; }
}
