using Channels.Malls;

namespace Channels.Products;

/// <summary>A product as Catalog tells it on <c>catalog.products</c>: whole, with the version that grows with each change.</summary>
internal sealed record CatalogProduct(
    long Id,
    string Name,
    string NameEn,
    string Description,
    string Category,
    long Price,
    int Stock,
    long Version
);

/// <summary>From Catalog's product to a mall's offer.</summary>
internal static class ProductMapping
{
    /// <summary>Null where the product does not go to this mall, or cannot: at a price that the mall does not take.</summary>
    public static Offer? Apply(ChannelRules rules, MallLimits limits, CatalogProduct product)
    {
        if (!Goes(rules, product) || Price(rules, limits, product.Price) is not { } price)
            return null;
        var name = rules.Language == "en" && product.NameEn.Length > 0 ? product.NameEn : product.Name;
        var stock = Math.Max(0, product.Stock - rules.SafetyStock);
        return new(
            Shorten(name, limits.MaxName),
            Shorten(product.NameEn, limits.MaxName),
            product.Description,
            rules.CategoryCodes.GetValueOrDefault(product.Category, product.Category),
            price,
            Math.Min(stock, Math.Min(rules.MaxStock ?? int.MaxValue, limits.MaxStock)),
            OnSale: true
        );
    }

    private static bool Goes(ChannelRules rules, CatalogProduct product) =>
        rules.Enabled
        && !rules.Excluded.Contains(product.Id)
        && (rules.Products.Count == 0 || rules.Products.Contains(product.Id))
        && (rules.Categories.Count == 0 || rules.Categories.Contains(product.Category));

    private static long? Price(ChannelRules rules, MallLimits limits, long price)
    {
        var step = Math.Max(limits.PriceStep, rules.PriceStep);
        // A step of the rules that is none of the mall's would name prices that it refuses.
        if (step % limits.PriceStep != 0)
            step *= limits.PriceStep;
        var exact = price * rules.PricePercent / 100 + rules.PriceExtra;
        var rounded = (long)Math.Ceiling(exact / step) * step;
        return rounded >= limits.MinPrice && rounded <= limits.MaxPrice ? rounded : null;
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..length];
}
