namespace Channels.Products;

/// <summary>
/// Which products go to a mall, and as what; kept in the database, first set by <c>Channels:{name}:Rules</c>. Empty lists mean all.
/// </summary>
public sealed record ChannelRules
{
    /// <summary>False takes everything off sale there.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Catalog's slugs that go there.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Products that go there.</summary>
    public IReadOnlyList<long> Products { get; init; } = [];

    /// <summary>Products that never do.</summary>
    public IReadOnlyList<long> Excluded { get; init; } = [];

    /// <summary>The mall's categories, where they are called otherwise than Catalog's.</summary>
    public IReadOnlyDictionary<string, string> CategoryCodes { get; init; } = new Dictionary<string, string>();

    /// <summary>Of Catalog's price, in percent.</summary>
    public decimal PricePercent { get; init; } = 100;

    /// <summary>Won that are added after that.</summary>
    public long PriceExtra { get; init; }

    /// <summary>Prices are rounded up to a multiple of so many won.</summary>
    public long PriceStep { get; init; } = 1;

    /// <summary>Pieces that stay with the shop.</summary>
    public int SafetyStock { get; init; }

    /// <summary>Most pieces that the mall is shown; null: all.</summary>
    public int? MaxStock { get; init; }

    /// <summary>Of the name: <c>ko</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "ko";
}
