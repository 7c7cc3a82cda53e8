using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Byeol;

/// <summary>An item at byeol; what is sold are its options.</summary>
public sealed record ByeolItem(string Id, string ExternalId, string Title, IReadOnlyList<ByeolOption> Options, DateTimeOffset CreatedAt)
{
    public string? TitleEn { get; init; }

    public string? Description { get; init; }

    public string? Category { get; init; }

    public ReviewState Review { get; init; } = ReviewState.Pending;

    public string? RejectReason { get; init; }

    public bool IsSuspended { get; init; }

    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    public bool IsOnSale => Review is ReviewState.Approved && !IsSuspended;

    public string Status =>
        Review switch
        {
            ReviewState.Pending => "PENDING",
            ReviewState.Rejected => "REJECTED",
            _ => IsSuspended ? "SUSPENDED" : "ON_SALE",
        };

    public Offer ToOffer(ByeolOption option) =>
        new(option.ExternalId, option.Id, Title, option.Price, option.Quantity, IsOnSale) { Item = (Id, ExternalId, option.Name) };
}

/// <param name="Price">Won.</param>
public sealed record ByeolOption(string Id, string ExternalId, string Name, long Price, int Quantity);

/// <summary>What a seller sent of a known item; what is null is left as it is.</summary>
public sealed record ByeolItemChange(string? Title, string? TitleEn, string? Description, string? Category, bool? IsSuspended);

public enum ReviewState
{
    Pending,
    Approved,
    Rejected,
}
