using System.Net;
using Channels.Malls;

namespace Channels.Orders;

internal sealed record OrderToPlace(string Channel, string ExternalNumber, IReadOnlyList<LineToPlace> Items);

internal sealed record LineToPlace(long ProductId, int Quantity, long UnitPrice);

internal sealed record PlacedOrder(Guid Id, string Status);

/// <summary>Either the order or why there is none.</summary>
internal sealed record PlaceAnswer(PlacedOrder? Order, OrderRefusal? Refusal);

/// <summary>Ordering, where a mall's number is one order however often it is asked for. What is not known throws.</summary>
internal sealed class OrderingClient(IHttpClientFactory clients)
{
    public const string Name = "ordering";

    public async Task<PlaceAnswer> PlaceAsync(ChannelOrderRow order, CancellationToken cancellationToken)
    {
        var body = new OrderToPlace(order.Channel, order.Number, [.. Merge(order.Lines)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "internal/orders/channel")
        {
            Content = JsonContent.Create(body, ChannelsJson.Default.OrderToPlace),
            Headers = { { "Idempotency-Key", $"order-{order.Channel}-{order.Number}" } },
        };
        using var response = await clients.CreateClient(Name).SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return new(await response.Content.ReadFromJsonAsync(ChannelsJson.Default.PlacedOrder, cancellationToken), null);
        if (response.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.BadRequest))
            throw new HttpRequestException($"Ordering answered {(int)response.StatusCode}.", null, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync(ChannelsJson.Default.JsonElement, cancellationToken);
        return new(null, new(problem.Text("code") ?? "invalid_order", problem.Text("detail") ?? problem.Text("title") ?? "Refused."));
    }

    public async Task CancelAsync(ChannelOrderRow order, CancellationToken cancellationToken)
    {
        var path = $"internal/orders/channel/{Uri.EscapeDataString(order.Channel)}/{Uri.EscapeDataString(order.Number)}/cancel";
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", $"cancel-{order.Channel}-{order.Number}");
        using var response = await clients.CreateClient(Name).SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>A product stands once in an order of ours; at a mall it may stand in several lines.</summary>
    private static IEnumerable<LineToPlace> Merge(IEnumerable<MallOrderItem> lines) =>
        lines
            .GroupBy(line => line.ProductId ?? throw new InvalidOperationException($"{line.Code} is no product of ours."))
            .Select(product =>
            {
                var quantity = product.Sum(line => line.Quantity);
                return new LineToPlace(product.Key, quantity, product.Sum(line => line.UnitPrice * line.Quantity) / Math.Max(quantity, 1));
            });
}
