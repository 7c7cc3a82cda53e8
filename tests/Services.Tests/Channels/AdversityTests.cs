using System.Diagnostics;
using Dapper;
using Services.Tests.Support;

namespace Services.Tests.Channels;

/// <summary>Malls at their worst, and a service that dies: every order arrives once, every product ends in step.</summary>
public sealed class AdversityTests(DatabaseServers servers)
{
    private static readonly string[] Both = [Malls.Hanbit, Malls.Byeol];

    [Fact]
    public async Task With_both_malls_at_their_worst_every_order_arrives_once_and_every_product_ends_in_step()
    {
        await using var malls = await Malls.StartAsync(
            servers,
            "Channels:hanbit:PollInterval=00:00:01",
            "Channels:byeol:PollInterval=00:00:01"
        );
        var products = new List<long>();
        for (var i = 0; i < 8; i++)
            products.Add(await malls.SellAsync(stock: 20));
        await malls.AdminAsync(HttpMethod.Post, "/misbehaviour/worst");

        var numbers = new List<(string Mall, string Number)>();
        for (var i = 0; i < 16; i++)
        {
            var mall = Both[i % 2];
            numbers.Add((mall, Malls.NumberOf(mall, await malls.BuyAsync(mall, products[i % 8], 1 + i % 2))));
            await malls.ChangeAsync(products[i % 8], new { price = 10_000 + i * 10 });
            await malls.Market.Shopper().OrderAsync(products[i % 8]);
        }
        for (var i = 0; i < 4; i++)
            await malls.CancelAsync(numbers[i].Mall, numbers[i].Number);

        await malls.UntilAsync(
            "orders",
            "(select count(*) from orders where status in ('CONFIRMED', 'CANCELLED') and due_at is null) = 16 and (select count(*) from orders where status = 'CANCELLED') = 4"
        );
        await malls.Market.StockSettledAsync();
        await InStepAsync(malls);

        var orders = await malls.OrdersAsync();
        var kept = numbers.Skip(4).Select(one => (one.Number, "PAID"));
        orders
            .Where(order => order.Status == "PAID")
            .ShouldBe(kept.OrderBy(order => order.Number, StringComparer.Ordinal), ignoreOrder: true);
        orders.Select(order => order.Number).ShouldBeUnique();
        foreach (var product in products)
        {
            var stock = await malls.Market.StockAsync(product);
            foreach (var mall in Both)
                (await malls.StockAsync(mall, product)).ShouldBe(stock, $"product {product} at {mall}");
        }
    }

    [Fact]
    public async Task Killed_in_the_middle_again_and_again_no_order_is_lost_or_made_twice()
    {
        await using var malls = await Malls.StartAsync(servers, "Channels:StepLease=00:00:02");
        var product = await malls.SellAsync(stock: 100);
        await malls.Market.StopAsync(malls.Channels);
        var numbers = new List<string>();

        foreach (var moment in (Moment[])[Moment.BeforeOrdering, Moment.AfterOrdering, Moment.BeforeOrdering])
        {
            var (process, url) = await malls.RunChannelsAsync("Channels:StepLease=00:00:02");
            malls.ConnectWebhooks(url);
            var killed = KillWhenCalled(malls, process, moment);
            foreach (var mall in Both)
                numbers.Add(Malls.NumberOf(mall, await malls.BuyAsync(mall, product)));
            await killed.WaitAsync(TimeSpan.FromSeconds(60));
        }
        malls.OrderingLine.Before = malls.OrderingLine.After = _ => Task.FromResult(true);
        await malls.StartChannelsAsync("Channels:StepLease=00:00:02");
        await malls.UntilAsync("orders", "(select count(*) from orders where status = 'CONFIRMED') = 6");
        await malls.Market.StockSettledAsync();

        (await malls.OrdersAsync()).ShouldBe(numbers.Order(StringComparer.Ordinal).Select(number => (number, "PAID")), ignoreOrder: true);
        (await malls.Market.StockAsync(product)).ShouldBe(94);
        await InStepAsync(malls);
        (await malls.StockAsync(Malls.Hanbit, product)).ShouldBe(94);
        (await malls.StockAsync(Malls.Byeol, product)).ShouldBe(94);
    }

    [Fact]
    public async Task Of_two_replicas_one_serves_a_mall_and_the_other_takes_over()
    {
        await using var malls = await Malls.StartAsync(servers);
        var product = await malls.SellAsync(stock: 20);
        var second = await malls.StartChannelsAsync();
        for (var i = 0; i < 5; i++)
            await malls.BuyAsync(Both[i % 2], product);
        await malls.UntilAsync("orders", "(select count(*) from orders where status = 'CONFIRMED') = 5");
        malls.ConnectWebhooks(Market.Url(second));
        await malls.Market.StopAsync(malls.Channels);

        await malls.ChangeAsync(product, new { price = 9_990 });
        for (var i = 0; i < 5; i++)
            await malls.BuyAsync(Both[i % 2], product);
        await malls.UntilAsync("orders", "(select count(*) from orders where status = 'CONFIRMED') = 10");
        foreach (var mall in Both)
            await malls.ShownAsync(mall, product, """{ "price": 9990, "stock": 10 }""");

        (await malls.OrdersAsync()).Count.ShouldBe(10);
        (await malls.Market.StockAsync(product)).ShouldBe(10);
    }

    private enum Moment
    {
        BeforeOrdering,
        AfterOrdering,
    }

    /// <summary>Returns when nothing waits to be told, by way of whatever Catalog has told so far.</summary>
    private static async Task InStepAsync(Malls malls)
    {
        await using var catalog = malls.Market.CatalogDatabase();
        foreach (var (id, version) in await catalog.QueryAsync<(long, long)>("select id, version from products"))
            await malls.UntilAsync("products", $"exists (select from products where id = {id} and version >= {version})");
        await malls.UntilAsync("listings", "not exists (select from listings where due_at is not null or told_version <> wanted_version)");
    }

    private static Task KillWhenCalled(Malls malls, Process process, Moment moment)
    {
        var killed = new TaskCompletionSource();
        Task<bool> Kill(string path)
        {
            if (process.HasExited)
                return Task.FromResult(false);
            process.Kill();
            process.WaitForExit();
            killed.TrySetResult();
            return Task.FromResult(moment == Moment.AfterOrdering);
        }
        malls.OrderingLine.Before = moment == Moment.BeforeOrdering ? Kill : _ => Task.FromResult(true);
        malls.OrderingLine.After = moment == Moment.AfterOrdering ? Kill : _ => Task.FromResult(true);
        return killed.Task;
    }
}
