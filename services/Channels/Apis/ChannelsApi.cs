using System.ComponentModel;
using Channels.Malls;
using Channels.Orders;
using Channels.Running;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Problems;

namespace Channels.Apis;

/// <summary>For those who sell: how it goes with each mall, which products it knows, which orders it brought.</summary>
internal static class ChannelsApi
{
    private const int MaxPageSize = 100;
    private static readonly string[] ListingStates = ["IN_STEP", "PENDING", "REFUSED"];

    public static void MapChannels(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/channels").NameBadQueryFields().RequireAuthorization().WithTags("Channels").ProducesProblem(401);
        api.MapGet("/", ListAsync).WithName("ListChannels").WithSummary("Malls, with their state");
        api.MapGet("/orders", OrdersAsync).WithName("ListChannelOrders").WithSummary("Orders of malls, newest first");
        api.MapGet("/{name}/products", ProductsAsync)
            .WithName("ListChannelProducts")
            .WithSummary("What a mall should know of each product, and what it was told")
            .ProducesProblem(404);
    }

    private static async Task<Ok<PaginatedItems<Channel>>> ListAsync(ChannelReport report, CancellationToken cancellationToken)
    {
        var all = await report.ListAsync(cancellationToken);
        return TypedResults.Ok(new PaginatedItems<Channel>(all, all.Count, 1, Math.Max(1, all.Count)));
    }

    private static async Task<Results<Ok<PaginatedItems<ChannelOrder>>, ValidationProblem>> OrdersAsync(
        OrderStore orders,
        ChannelSet channels,
        CancellationToken cancellationToken,
        [Description("RECEIVED, ORDERED, CONFIRMED, REJECTED, CANCELLED_AT_MALL, CANCEL_REQUESTED or CANCELLED")] string? status = null,
        [Description("Name of a mall")] string? channel = null,
        [Description("From 1")] int page = 1,
        [Description("1 to 100")] int pageSize = 20
    )
    {
        var validation = CheckPage(page, pageSize)
            .Check(
                status is null || ChannelOrderStatus.All.Contains(status),
                "status",
                $"must be one of: {string.Join(", ", ChannelOrderStatus.All)}."
            )
            .Check(
                channel is null || channels.Find(channel) is not null,
                "channel",
                $"must be one of: {string.Join(", ", channels.All.Select(mall => mall.Name))}."
            );
        if (validation.Failed)
            return validation.ToProblem();
        var (rows, total) = await orders.ListAsync(status, channel, page, pageSize, cancellationToken);
        return TypedResults.Ok(new PaginatedItems<ChannelOrder>([.. rows.Select(row => row.ToOrder())], total, page, pageSize));
    }

    private static async Task<Results<Ok<PaginatedItems<Listing>>, ValidationProblem, ProblemHttpResult>> ProductsAsync(
        string name,
        ChannelReport report,
        ChannelSet channels,
        CancellationToken cancellationToken,
        [Description("IN_STEP, PENDING or REFUSED")] string? state = null,
        [Description("From 1")] int page = 1,
        [Description("1 to 100")] int pageSize = 20
    )
    {
        if (channels.Find(name) is null)
            return Problem.NotFound($"There is no mall {name}.");
        var validation = CheckPage(page, pageSize)
            .Check(state is null || ListingStates.Contains(state), "state", $"must be one of: {string.Join(", ", ListingStates)}.");
        if (validation.Failed)
            return validation.ToProblem();
        return TypedResults.Ok(await report.ProductsAsync(name, state, page, pageSize, cancellationToken));
    }

    private static Validation CheckPage(int page, int pageSize) =>
        new Validation()
            .Check(page is >= 1 and <= 1_000_000, "page", "must be from 1 to 1000000.")
            .Check(pageSize is >= 1 and <= MaxPageSize, "pageSize", $"must be from 1 to {MaxPageSize}.");
}
