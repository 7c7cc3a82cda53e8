using System.Diagnostics;
using Channels.Malls;
using Channels.Telemetry;
using Npgsql;
using Platform.Services;

namespace Channels.Orders;

/// <summary>
/// Takes every order of a mall to its end, step by step: each may be repeated, here or at another replica, and whoever dies in the middle leaves a row
/// that falls due.
/// </summary>
internal sealed partial class OrderSteps(
    NpgsqlDataSource database,
    OrderStore orders,
    ChannelSet channels,
    OrderingClient ordering,
    Alarm alarm,
    TimeProvider time,
    ILogger<OrderSteps> logger
) : DeadlineWorker(database, alarm, time, logger)
{
    private const int Batch = 16;
    private const int AtOnce = 8;

    /// <summary>A service that stops hands its steps over; one that dies leaves them until their lease has run out.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private readonly ILogger<OrderSteps> logger = logger;

    protected override string NextDue => OrderStore.NextDue;

    protected override async Task<int> DoDueAsync(CancellationToken cancellationToken)
    {
        var due = await orders.LeaseDueAsync(Batch, cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, parallel, async (order, stop) => await StepAsync(order, stop));
        return due.Count;
    }

    private async Task StepAsync(ChannelOrderRow order, CancellationToken cancellationToken)
    {
        using var span = ChannelTelemetry.Start($"{NameOf(order.Status)} {order.Channel} order", order.TraceParent);
        span?.SetTag("channel", order.Channel).SetTag("order.number", order.Number).SetTag("order.attempt", order.Attempts);
        try
        {
            await (
                order.Status switch
                {
                    ChannelOrderStatus.Received => PlaceAsync(order, cancellationToken),
                    ChannelOrderStatus.Ordered => AcknowledgeAsync(order, cancellationToken),
                    ChannelOrderStatus.Rejected => CancelAtMallAsync(order, cancellationToken),
                    ChannelOrderStatus.CancelRequested => CancelAsync(order, cancellationToken),
                    _ => orders.StuckAsync(order, $"Nothing follows {order.Status}.", cancellationToken),
                }
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(LastWords);
            await orders.PostponeAsync(order, "The service stopped.", TimeSpan.Zero, patience.Token);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error, failed.Message);
            LogAgain(order.Channel, order.Number, order.Status, failed.Message);
            await orders.PostponeAsync(order, failed.Message, (failed as MallException)?.RetryAfter, cancellationToken);
        }
    }

    private async Task PlaceAsync(ChannelOrderRow order, CancellationToken cancellationToken)
    {
        if (order.Lines.FirstOrDefault(line => line.ProductId is null) is { } stranger)
        {
            await RejectAsync(order, new("product_not_found", $"'{stranger.Code}' is no product of ours."), cancellationToken);
            return;
        }
        var answer = await ordering.PlaceAsync(order, cancellationToken);
        if (answer is { Order: { Status: "PAID" } placed })
            Tell(order, ChannelOrderStatus.Ordered, await orders.OrderedAsync(order, placed.Id, cancellationToken));
        else if (answer is { Order: not null } or { Refusal.Code: "cancelled" })
            // Cancelled meanwhile, by way of another step: that one goes on.
            await orders.CancelRequestedAsync(order, cancellationToken);
        else
            await RejectAsync(order, answer.Refusal!, cancellationToken);
    }

    private async Task RejectAsync(ChannelOrderRow order, OrderRefusal refusal, CancellationToken cancellationToken)
    {
        var rejected = await orders.RejectedAsync(order, refusal, cancellationToken);
        Tell(order, ChannelOrderStatus.Rejected, rejected);
        if (rejected)
            LogRejected(order.Channel, order.Number, refusal.Detail);
    }

    private async Task AcknowledgeAsync(ChannelOrderRow order, CancellationToken cancellationToken)
    {
        switch (await channels[order.Channel].AcknowledgeAsync(order.Number, order.OrderId ?? Guid.Empty, cancellationToken))
        {
            case MallReply.Done:
                Tell(order, ChannelOrderStatus.Confirmed, await orders.ConfirmedAsync(order, cancellationToken));
                break;
            case MallReply.Cancelled:
                await orders.CancelRequestedAsync(order, cancellationToken);
                break;
            case MallReply.Unknown:
                LogForgotten(order.Channel, order.Number);
                await orders.StuckAsync(order, "The mall does not know the order any more.", cancellationToken);
                break;
        }
    }

    private async Task CancelAtMallAsync(ChannelOrderRow order, CancellationToken cancellationToken)
    {
        var reason = order.Refusal == "insufficient_stock" ? CancelReason.OutOfStock : CancelReason.Other;
        var reply = await channels[order.Channel].CancelAsync(order.Number, reason, order.Detail ?? "", cancellationToken);
        if (reply == MallReply.Unknown)
            LogForgotten(order.Channel, order.Number);
        var error = reply == MallReply.Unknown ? "The mall does not know the order any more." : null;
        Tell(
            order,
            ChannelOrderStatus.CancelledAtMall,
            await orders.EndedAsync(order, ChannelOrderStatus.CancelledAtMall, error, cancellationToken)
        );
    }

    private async Task CancelAsync(ChannelOrderRow order, CancellationToken cancellationToken)
    {
        await ordering.CancelAsync(order, cancellationToken);
        Tell(order, ChannelOrderStatus.Cancelled, await orders.EndedAsync(order, ChannelOrderStatus.Cancelled, null, cancellationToken));
    }

    private void Tell(ChannelOrderRow order, string status, bool moved)
    {
        if (!moved)
            return;
        ChannelTelemetry.Came(order.Channel, status.ToLowerInvariant());
        LogMoved(order.Channel, order.Number, status);
    }

    private static string NameOf(string status) =>
        status switch
        {
            ChannelOrderStatus.Received => "place",
            ChannelOrderStatus.Ordered => "acknowledge",
            ChannelOrderStatus.Rejected => "reject",
            _ => "cancel",
        };

    [LoggerMessage(LogLevel.Information, "Order {Number} of {Channel} is {Status}")]
    private partial void LogMoved(string channel, string number, string status);

    [LoggerMessage(LogLevel.Warning, "Order {Number} of {Channel} cannot be fulfilled and is cancelled there: {Reason}")]
    private partial void LogRejected(string channel, string number, string reason);

    [LoggerMessage(LogLevel.Warning, "Order {Number} of {Channel}, {Status}, is taken up again later: {Reason}")]
    private partial void LogAgain(string channel, string number, string status, string reason);

    [LoggerMessage(LogLevel.Error, "{Channel} does not know its order {Number} any more")]
    private partial void LogForgotten(string channel, string number);
}
