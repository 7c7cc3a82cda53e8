namespace Catalog.Caching;

/// <summary>How long an answer may be served without a look at the database.</summary>
/// <param name="Memory">In this process. Bounds what a lost invalidation can cost.</param>
/// <param name="Shared">In Redis.</param>
public readonly record struct CacheLifetimes(TimeSpan Memory, TimeSpan Shared);

/// <summary>Bound from <c>Cache</c>.</summary>
public sealed class CacheOptions
{
    public TimeSpan ProductInMemory { get; set; } = TimeSpan.FromSeconds(5);

    public TimeSpan ProductInRedis { get; set; } = TimeSpan.FromMinutes(1);

    public TimeSpan ListInMemory { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan ListInRedis { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Products are invalidated with each change, so they may live long.</summary>
    internal CacheLifetimes Product => new(ProductInMemory, ProductInRedis);

    /// <summary>Lists are dropped when a product is edited, but not with each piece sold: their stock figures lag by this much.</summary>
    internal CacheLifetimes List => new(ListInMemory, ListInRedis);
}
