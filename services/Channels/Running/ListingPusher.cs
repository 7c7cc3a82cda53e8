using System.Diagnostics;
using Channels.Malls;
using Channels.Products;
using Channels.Telemetry;
using Platform.Services;

namespace Channels.Running;

/// <summary>
/// Pushes to one mall what it should know, in rounds: a product is in one round at a time, so it never overtakes itself, and what changes meanwhile is
/// sent once, as it is then.
/// </summary>
internal sealed partial class ListingPusher(
    ISalesChannel channel,
    MallOptions mall,
    ListingStore listings,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>Returns how many were due.</summary>
    public async Task<int> PushDueAsync(CancellationToken cancellationToken)
    {
        var due = await listings.DueAsync(channel.Name, channel.Limits.Batch, mall.Concurrency * 2, cancellationToken);
        if (due.Count == 0)
            return 0;
        using var span = ChannelTelemetry.Source.StartActivity(
            $"push {channel.Name}",
            ActivityKind.Producer,
            ParentOf(due),
            links: due.Count == 1 ? null : due.SelectMany(Link)
        );
        span?.SetTag("channel", channel.Name).SetTag("products", due.Count);
        var results = (await channel.PushAsync([.. due.Select(row => row.ToPush())], cancellationToken)).ToDictionary(result =>
            result.ProductId
        );
        var pushed = due.Select(row => (Row: row, Result: results[row.ProductId])).ToList();
        await listings.SettleAsync(channel.Name, pushed);
        foreach (var (row, result) in pushed)
            Tell(row, result);
        return due.Count;
    }

    private void Tell(ListingRow row, PushResult result)
    {
        var outcome = result.Outcome.ToString().ToLowerInvariant();
        ChannelTelemetry.Pushed(channel.Name, outcome, time.UtcNow() - row.WantedAt);
        if (result.Outcome == PushOutcome.Refused)
            LogRefused(channel.Name, row.ProductId, result.Reason);
        else if (result.Outcome is PushOutcome.Again or PushOutcome.Forgotten)
            LogAgain(channel.Name, row.ProductId, result.Reason);
    }

    private static ActivityContext ParentOf(IReadOnlyList<ListingRow> due) => due.Count == 1 ? ContextOf(due[0]) : default;

    private static IEnumerable<ActivityLink> Link(ListingRow row) =>
        ContextOf(row) is var context && context != default ? [new(context)] : [];

    private static ActivityContext ContextOf(ListingRow row) =>
        ActivityContext.TryParse(row.TraceParent, null, isRemote: false, out var context) ? context : default;

    [LoggerMessage(LogLevel.Error, "{Channel} refuses product {Product}, which stays as it is there until it changes: {Reason}")]
    private partial void LogRefused(string channel, long product, string? reason);

    [LoggerMessage(LogLevel.Information, "{Channel} could not be told of product {Product} and is told again: {Reason}")]
    private partial void LogAgain(string channel, long product, string? reason);
}
