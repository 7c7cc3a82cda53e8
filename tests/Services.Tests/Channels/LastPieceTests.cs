using System.Net;
using Dapper;
using Services.Tests.Support;

namespace Services.Tests.Channels;

/// <summary>The shop and two malls sell from one shelf.</summary>
public sealed class LastPieceTests(DatabaseServers servers)
{
    private const int Pieces = 100;

    [Fact]
    public async Task The_same_last_piece_sold_in_the_shop_and_at_a_mall_goes_to_one_of_them_a_hundred_times()
    {
        await using var malls = await Malls.StartAsync(servers);
        var products = new List<long>();
        for (var i = 0; i < Pieces; i++)
            products.Add(await malls.AddAsync(stock: 1));
        await malls.UntilAsync("listings", $"(select count(*) from listings where told is not null and due_at is null) = {Pieces * 2}");

        var races = new Race[Pieces];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        await Parallel.ForAsync(0, Pieces, parallel, async (i, _) => races[i] = await RaceAsync(malls, products[i], i));
        await malls.UntilAsync(
            "orders",
            $"(select count(*) from orders where status in ('CONFIRMED', 'CANCELLED_AT_MALL')) = {races.Count(race => race.Number is not null)}"
        );
        await malls.Market.StockSettledAsync();

        await using var channels = malls.Database();
        var ended = (await channels.QueryAsync<(string Number, string Status)>("select number, status from orders")).ToDictionary(
            order => order.Number,
            order => order.Status
        );
        foreach (var race in races)
        {
            var mallHasIt = race.Number is { } number && ended[number] == "CONFIRMED";
            (mallHasIt ^ race.ShopHasIt).ShouldBeTrue(
                $"product {race.Product}: shop {race.ShopHasIt}, {race.Mall} {race.Number} {(race.Number is null ? "" : ended[race.Number])}"
            );
        }
        await using var catalog = malls.Market.CatalogDatabase();
        (await catalog.QueryAsync<int>("select distinct stock from products")).ShouldBe([0]);
        (await malls.OrdersAsync()).Count.ShouldBe(races.Count(race => !race.ShopHasIt));
        // Both sides win at times: else this would prove nothing.
        races.Count(race => race.ShopHasIt).ShouldBeInRange(1, Pieces - 1);
    }

    /// <summary>Two races in three begin in the shop when the mall's sale is already on its way to the shelf: else the shop, which is nearer, wins.</summary>
    private static async Task<Race> RaceAsync(Malls malls, long product, int i)
    {
        var mall = i % 2 == 0 ? Malls.Hanbit : Malls.Byeol;
        var buying = malls.BuyAsync(mall, product);
        if (i % 3 != 0)
        {
            var sold = Malls.NumberOf(mall, await buying);
            await malls.UntilAsync("orders", $"exists (select from orders where number = '{sold}' and token > 0)");
        }
        var ordering = malls.Market.Shopper().OrderAsync(product);
        var (bought, ordered) = (await buying, await ordering);
        ordered.Status.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
        // A mall that has heard of the shop's sale already sells nothing.
        bought.Status.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
        var number = bought.Status == HttpStatusCode.Created ? Malls.NumberOf(mall, bought) : null;
        return new(product, mall, number, ordered.Status == HttpStatusCode.Created);
    }

    private sealed record Race(long Product, string Mall, string? Number, bool ShopHasIt);
}
