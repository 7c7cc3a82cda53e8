using Microsoft.Extensions.Options;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Admin;

/// <summary>For demos: somebody buys one piece of something at each mall now and then.</summary>
public sealed partial class MadeUpShoppers(
    MallStreet street,
    IOptions<SalesChannelOptions> options,
    TimeProvider time,
    ILogger<MadeUpShoppers> logger
) : BackgroundService
{
    private readonly Random random = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.OrdersPerMinute is not (> 0 and <= 60_000 and var perMinute))
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1 / perMinute), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var name in street.Names)
                Buy(name, street.Find(name)!);
    }

    private void Buy(string name, Mall mall)
    {
        if (mall.AnyOffer(random) is not { IsOnSale: true, Stock: > 0 } offer)
            return;
        try
        {
            mall.Buy(null, [(offer.Code, 1)]);
        }
        catch (MallException refused)
        {
            // Somebody was quicker with the last piece.
            LeftWithout(name, refused.Reason);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A shopper at {Mall} left without: {Reason}.")]
    private partial void LeftWithout(string mall, Refusal reason);
}
