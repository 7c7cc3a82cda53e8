using Microsoft.AspNetCore.Http.HttpResults;
using Ordering.Orders;
using Platform.ServiceDefaults.Problems;

namespace Ordering.Apis;

/// <summary>For Channels only, whose orders are sold and paid at external malls: the gateway does not route <c>/internal</c>.</summary>
internal static class ChannelOrdersApi
{
    private const string Path = "/internal/orders/channel";

    public static void MapChannelOrders(this WebApplication app)
    {
        var orders = app.MapGroup(Path).ExcludeFromDescription();
        orders.MapPost("/", PlaceChannelOrder);
        orders.MapPost("/{channel}/{externalNumber}/cancel", CancelChannelOrder);
    }

    private static async Task<Results<Ok<Order>, ValidationProblem, ProblemHttpResult>> PlaceChannelOrder(
        ChannelOrder body,
        OrderPlacement placement,
        CancellationToken cancellationToken
    )
    {
        if (body.Validate() is { Failed: true } wrong)
            return wrong.ToProblem();
        return await placement.PlaceAsync(body, cancellationToken) switch
        {
            { Order: { } order } => TypedResults.Ok(order),
            { Refusal: { } refusal } => OrdersApi.Refused(refusal),
            { KeyReused: true } => Problem.Of(422, "The mall's number was used for an order of other items.", "number_reused"),
            _ => Problem.Of(503, "The stock could not be reserved just now. Repeat.", "try_again"),
        };
    }

    private static async Task<Ok<ChannelOrderState>> CancelChannelOrder(
        string channel,
        string externalNumber,
        ChannelCancellation cancellation,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await cancellation.CancelAsync(channel, externalNumber, cancellationToken));
}
