using System.Globalization;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Hanbit;

/// <summary>A product as it is listed at hanbit.</summary>
/// <param name="Price">Won, a multiple of 10.</param>
public sealed record HanbitProduct(long Number, string Code, string Name, long Price, int Stock, DateTimeOffset CreatedAt)
{
    public string? NameEn { get; init; }

    public string? Description { get; init; }

    public string? Category { get; init; }

    public bool IsSuspended { get; init; }

    public DateTimeOffset ModifiedAt { get; init; } = CreatedAt;

    public Offer ToOffer() => new(Code, Number.ToString(CultureInfo.InvariantCulture), Name, Price, Stock, !IsSuspended);
}

/// <summary>What a seller sent of a product; what is null is left as it is.</summary>
public sealed record HanbitProductChange(
    string? Name,
    string? NameEn,
    string? Description,
    string? Category,
    long? Price,
    int? Stock,
    bool? IsSuspended
);
