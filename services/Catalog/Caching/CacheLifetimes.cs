namespace Catalog.Caching;

/// <summary>How long an answer may be served without a look at the database.</summary>
/// <param name="Memory">In this process. Bounds what a lost invalidation can cost.</param>
/// <param name="Shared">In Redis.</param>
public readonly record struct CacheLifetimes(TimeSpan Memory, TimeSpan Shared)
{
    /// <summary>A product: invalidated with each change, so it may live long.</summary>
    public static readonly CacheLifetimes Product = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));

    /// <summary>A list: dropped when a product is edited, but not with each piece sold, so its stock figures lag this much.</summary>
    public static readonly CacheLifetimes List = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
}
