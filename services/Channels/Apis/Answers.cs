using Channels.Malls;

namespace Channels.Apis;

/// <summary>One page of a list.</summary>
/// <param name="Total">Items on all pages.</param>
/// <param name="Page">From 1.</param>
public sealed record PaginatedItems<T>(IReadOnlyList<T> Items, long Total, int Page, int PageSize);

/// <summary>How many products were read from Catalog.</summary>
public sealed record CopiedProducts(long Products);

/// <summary>A mall and how it goes with it. Times are UTC.</summary>
public sealed record Channel
{
    public string Name { get; init; } = "";

    /// <summary><c>ok</c>; <c>behind</c>: products wait that should have been told by now; <c>failing</c>: the last look for orders failed; <c>off</c>.</summary>
    public string State { get; init; } = "ok";
    public DateTime? PolledAt { get; init; }
    public int PollFailures { get; init; }
    public string? PollError { get; init; }

    /// <summary>When what the mall shows was last compared with what it was told.</summary>
    public DateTime? ComparedAt { get; init; }

    /// <summary>How long the product that waits longest has been waiting to be told, in seconds.</summary>
    public double LagSeconds { get; init; }
    public ListingCounts Products { get; init; } = new(0, 0, 0, 0);

    /// <summary>Orders by status.</summary>
    public IReadOnlyDictionary<string, long> Orders { get; init; } = new Dictionary<string, long>();
}

/// <param name="InStep">The mall knows them as they are.</param>
/// <param name="Failing">Of those that are pending: tried before, without success.</param>
/// <param name="Refused">The mall does not take them as they are.</param>
public sealed record ListingCounts(long InStep, long Pending, long Failing, long Refused);

/// <summary>A product at a mall: what it should know and what it was told. Prices are won, times UTC.</summary>
public sealed record Listing
{
    public long ProductId { get; init; }

    /// <summary>What the mall calls it.</summary>
    public string Code { get; init; } = "";

    /// <summary><c>IN_STEP</c>, <c>PENDING</c> or <c>REFUSED</c>.</summary>
    public string State { get; init; } = "";
    public ListedOffer Wanted { get; init; } = null!;
    public ListedOffer? Told { get; init; }
    public DateTime? ToldAt { get; init; }
    public int Attempts { get; init; }
    public string? Error { get; init; }
}

public sealed record ListedOffer(string Name, long Price, int Stock, bool OnSale)
{
    internal static ListedOffer? Of(Offer? offer) => offer is null ? null : new(offer.Name, offer.Price, offer.Stock, offer.OnSale);
}
