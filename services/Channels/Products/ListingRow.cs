using System.Text.Json;
using Channels.Malls;

namespace Channels.Products;

/// <summary>A row of the table listings that is due.</summary>
internal sealed record ListingRow
{
    public long ProductId { get; init; }
    public string Wanted { get; init; } = "";
    public long WantedVersion { get; init; }
    public DateTime WantedAt { get; init; }
    public string? Told { get; init; }
    public string? Reference { get; init; }
    public int Attempts { get; init; }
    public string? TraceParent { get; init; }

    public Push ToPush() => new(ProductId, Read(Wanted), Told is null ? null : Read(Told), Reference);

    public static Offer Read(string json) =>
        JsonSerializer.Deserialize(json, ChannelsJson.Default.Offer) ?? throw new JsonException("An offer is null.");
}
