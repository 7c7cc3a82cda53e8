namespace Channels.Products;

/// <summary>
/// Which products go to a mall, and as what; kept in the database, first set by <c>Channels:Rules:{name}</c>. Empty lists mean all.
/// Setters, since generated JSON would leave what is not given at null or 0 instead of these defaults.
/// </summary>
public sealed record ChannelRules
{
    /// <summary>False takes everything off sale there.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Catalog's slugs that go there.</summary>
    public IReadOnlyList<string> Categories { get; set; } = [];

    /// <summary>Products that go there.</summary>
    public IReadOnlyList<long> Products { get; set; } = [];

    /// <summary>Products that never do.</summary>
    public IReadOnlyList<long> Excluded { get; set; } = [];

    /// <summary>The mall's categories, where they are called otherwise than Catalog's.</summary>
    public IReadOnlyDictionary<string, string> CategoryCodes { get; set; } = new Dictionary<string, string>();

    /// <summary>Of Catalog's price, in percent.</summary>
    public decimal PricePercent { get; set; } = 100;

    /// <summary>Won that are added after that.</summary>
    public long PriceExtra { get; set; }

    /// <summary>Prices are rounded up to a multiple of so many won.</summary>
    public long PriceStep { get; set; } = 1;

    /// <summary>Pieces that stay with the shop.</summary>
    public int SafetyStock { get; set; }

    /// <summary>Most pieces that the mall is shown; null: all.</summary>
    public int? MaxStock { get; set; }

    /// <summary>Of the name: <c>ko</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "ko";
}
