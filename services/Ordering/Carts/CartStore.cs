using System.Globalization;
using Ordering.Orders;
using StackExchange.Redis;

namespace Ordering.Carts;

/// <summary>Carts in Redis: a hash for each shopper, product to quantity.</summary>
internal sealed class CartStore(IConnectionMultiplexer redis, OrderingOptions options)
{
    private IDatabase Database => redis.GetDatabase();

    public async Task<Cart> GetAsync(string userId)
    {
        var entries = await Database.HashGetAllAsync(Key(userId));
        return new([.. entries.Select(entry => new OrderLine((long)entry.Name, (int)entry.Value)).OrderBy(line => line.ProductId)]);
    }

    public async Task<Cart> SetAsync(string userId, OrderLine line)
    {
        var key = Key(userId);
        await Database.HashSetAsync(key, Field(line.ProductId), line.Quantity);
        await Database.KeyExpireAsync(key, options.CartLifetime);
        return await GetAsync(userId);
    }

    public Task RemoveAsync(string userId, IEnumerable<OrderLine> lines) =>
        Database.HashDeleteAsync(Key(userId), [.. lines.Select(line => Field(line.ProductId))]);

    public Task RemoveAsync(string userId, long productId) => Database.HashDeleteAsync(Key(userId), Field(productId));

    public Task ClearAsync(string userId) => Database.KeyDeleteAsync(Key(userId));

    private static RedisKey Key(string userId) => $"cart:{userId}";

    private static RedisValue Field(long productId) => productId.ToString(CultureInfo.InvariantCulture);
}
