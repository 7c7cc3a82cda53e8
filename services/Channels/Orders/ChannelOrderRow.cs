using System.Text.Json;
using Channels.Malls;

namespace Channels.Orders;

/// <summary>A row of the table orders.</summary>
internal sealed record ChannelOrderRow
{
    public string Channel { get; init; } = "";
    public string Number { get; init; } = "";
    public string Status { get; init; } = "";
    public string Items { get; init; } = "[]";
    public long Total { get; init; }
    public DateTime OrderedAt { get; init; }
    public string Source { get; init; } = "";
    public Guid? OrderId { get; init; }
    public string? Refusal { get; init; }
    public string? Detail { get; init; }
    public long Token { get; init; }
    public int Attempts { get; init; }
    public string? Error { get; init; }
    public DateTime? DueAt { get; init; }
    public string? TraceParent { get; init; }
    public DateTime ReceivedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    public IReadOnlyList<MallOrderItem> Lines => JsonSerializer.Deserialize(Items, ChannelsJson.Default.IReadOnlyListMallOrderItem) ?? [];

    public ChannelOrder ToOrder() =>
        new()
        {
            Channel = Channel,
            Number = Number,
            Status = Status,
            Items = Lines,
            Total = Total,
            OrderId = OrderId,
            Refusal = Refusal is null ? null : new(Refusal, Detail ?? Refusal),
            Attempts = Attempts,
            Error = Error,
            Source = Source,
            OrderedAt = OrderedAt,
            ReceivedAt = ReceivedAt,
            UpdatedAt = UpdatedAt,
        };
}
