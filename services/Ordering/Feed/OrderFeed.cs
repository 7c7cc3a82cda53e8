using System.Collections.Concurrent;
using System.Threading.Channels;
using Ordering.Orders;

namespace Ordering.Feed;

/// <summary>The sockets of this replica, by shopper.</summary>
internal sealed class OrderFeed
{
    /// <summary>A socket that reads more slowly than this many changes loses the oldest: the order itself is a GET away.</summary>
    private const int Backlog = 256;

    private readonly ConcurrentDictionary<Subscription, string> subscriptions = new();

    public Subscription Subscribe(string userId)
    {
        var subscription = new Subscription(this, Backlog);
        subscriptions[subscription] = userId;
        return subscription;
    }

    public void Publish(UserOrderUpdate told)
    {
        foreach (var (subscription, userId) in subscriptions)
        {
            if (userId == told.UserId)
                subscription.Offer(told.Update);
        }
    }

    internal sealed class Subscription(OrderFeed feed, int backlog) : IDisposable
    {
        private readonly Channel<OrderUpdate> updates = Channel.CreateBounded<OrderUpdate>(
            new BoundedChannelOptions(backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
        );

        public ChannelReader<OrderUpdate> Updates => updates.Reader;

        public void Offer(OrderUpdate update) => updates.Writer.TryWrite(update);

        public void Dispose() => feed.subscriptions.TryRemove(this, out _);
    }
}

/// <summary>A change of an order and whose it is, as it travels between replicas.</summary>
internal sealed record UserOrderUpdate(string UserId, OrderUpdate Update);
