using Channels.Malls;
using Channels.Products;
using Platform.Services;

namespace Channels.Running;

/// <summary>Compares what a mall shows with what it was told, now and then: a mall may forget, or its staff may change things.</summary>
internal sealed partial class ListingComparer(
    ISalesChannel channel,
    MallOptions mall,
    ListingStore listings,
    ProgressStore progress,
    TimeProvider time,
    ILogger logger
)
{
    /// <param name="corrected">Called when something is to be told again.</param>
    public async Task RunAsync(Action corrected, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await CompareAsync(cancellationToken) > 0)
                    corrected();
            }
            catch (MallException failed)
            {
                LogFailed(channel.Name, failed.Message);
            }
            await Task.Delay(mall.CompareInterval, time, cancellationToken);
        }
    }

    private async Task<int> CompareAsync(CancellationToken cancellationToken)
    {
        // What is told while the mall lists is left alone.
        var since = time.UtcNow();
        var shown = new Dictionary<long, MallProduct>();
        await foreach (var page in channel.ListProductsAsync(cancellationToken))
        {
            foreach (var product in page)
                shown[product.ProductId] = product;
        }
        var wrong = await listings.CorrectAsync(channel.Name, shown.Values, since, cancellationToken);
        await progress.ComparedAsync(channel.Name, cancellationToken);
        if (wrong > 0)
            LogWrong(channel.Name, wrong);
        return wrong;
    }

    [LoggerMessage(LogLevel.Warning, "{Channel} has lost {Count} products or shows them otherwise than it was told; it is told again")]
    private partial void LogWrong(string channel, int count);

    [LoggerMessage(LogLevel.Warning, "What {Channel} shows cannot be compared just now: {Reason}")]
    private partial void LogFailed(string channel, string reason);
}
