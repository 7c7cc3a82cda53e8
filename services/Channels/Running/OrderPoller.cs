using System.Diagnostics;
using Channels.Malls;
using Channels.Orders;
using Channels.Telemetry;
using OpenTelemetry;

namespace Channels.Running;

/// <summary>Looks for orders at a mall: all of them where it is polled, those that its webhooks did not bring where it has some.</summary>
internal sealed partial class OrderPoller(
    ISalesChannel channel,
    MallOptions mall,
    OrderIntake intake,
    ProgressStore progress,
    ChannelsOptions options,
    TimeProvider time,
    ILogger logger
)
{
    private int failures;

    /// <summary>A mall tells of no order by itself: one has to look.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var pause = mall.PollInterval;
            try
            {
                await PollAsync(cancellationToken);
                failures = 0;
            }
            catch (MallException failed)
            {
                LogFailed(channel.Name, failed.Message);
                await progress.FailedAsync(channel.Name, failed.Message, cancellationToken);
                pause = failed.RetryAfter ?? Longer(pause, options.RetryAfter(failures++));
            }
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var cursor = await progress.CursorAsync(channel.Name, cancellationToken);
        for (var (first, more) = (true, true); more; first = false)
        {
            using var span = ChannelTelemetry.Source.StartActivity($"poll {channel.Name}", ActivityKind.Consumer);
            var batch = await ListAsync(cursor, first, cancellationToken);
            var news = await intake.ReceiveAsync(channel.Name, batch.Orders, OrderIntake.Poll, cancellationToken);
            // Only now: a cursor beyond what is committed would lose orders with this process.
            cursor = batch.NextCursor;
            await progress.ReadAsync(channel.Name, cursor, cancellationToken);
            more = batch.HasMore;
            span?.SetTag("orders.listed", batch.Orders.Count).SetTag("orders.new", news);
            // A look that found nothing is no trace.
            if (span is not null && news == 0)
                span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private async Task<OrderBatch> ListAsync(string? cursor, bool first, CancellationToken cancellationToken)
    {
        using var _ = SuppressInstrumentationScope.Begin();
        return await channel.ListOrdersAsync(cursor, first, cancellationToken);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    [LoggerMessage(LogLevel.Warning, "Orders of {Channel} cannot be listed just now: {Reason}")]
    private partial void LogFailed(string channel, string reason);
}
