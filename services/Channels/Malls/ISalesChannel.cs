namespace Channels.Malls;

/// <summary>
/// An external mall: the one seam between this service and whatever API a mall has. Calls may be repeated; none decides anything. A mall that does not
/// answer, or not now, throws <see cref="MallException"/>.
/// </summary>
internal interface ISalesChannel
{
    string Name { get; }

    MallLimits Limits { get; }

    /// <summary>Tells the mall what it should know of each product, by what it was told last; one result for each, in any order.</summary>
    Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<Push> batch, CancellationToken cancellationToken);

    /// <summary>What the mall has of ours, by page.</summary>
    IAsyncEnumerable<IReadOnlyList<MallProduct>> ListProductsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Orders that changed since <paramref name="cursor"/> (null: ever), oldest change first. Going back by the overlap is done at the
    /// <paramref name="first"/> page of a poll; what was listed before may come again.
    /// </summary>
    Task<OrderBatch> ListOrdersAsync(string? cursor, bool first, CancellationToken cancellationToken);

    /// <summary>Tells the mall that its order has been taken.</summary>
    Task<MallReply> AcknowledgeAsync(string number, Guid orderId, CancellationToken cancellationToken);

    /// <summary>Cancels an order that cannot be fulfilled: the mall gives its buyer the money back.</summary>
    Task<MallReply> CancelAsync(string number, CancelReason reason, string detail, CancellationToken cancellationToken);
}

/// <summary>What a mall accepts: won, pieces, characters; and how many products go well in one <see cref="ISalesChannel.PushAsync"/>.</summary>
internal sealed record MallLimits(long MinPrice, long MaxPrice, long PriceStep, int MaxStock, int MaxName, int Batch);
