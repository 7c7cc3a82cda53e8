using System.Diagnostics;
using System.Net;
using Services.Tests.Support;

namespace Services.Tests.Payments;

/// <summary>Whatever breaks, and wherever: an order ends paid once, or failed and released.</summary>
public sealed class ReconciliationTests(DatabaseServers servers) : IAsyncLifetime
{
    private Market market = null!;
    private long product;

    public async ValueTask InitializeAsync()
    {
        market = await Market.StartAsync(
            servers,
            "Resilience:payment-gateway:MaxRetries=0",
            "Resilience:ordering:MaxRetries=0",
            "Payments:ConfirmLease=00:00:02"
        );
        product = await market.AddProductAsync(price: 15_000, stock: 10);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task A_confirm_that_never_arrives_is_sent_again()
    {
        var shopper = market.Shopper();
        await using var socket = await OrderSocket.OpenAsync(shopper);
        var order = (await shopper.OrderAsync(product)).Text("id");
        var lost = 0;
        market.Line.Before = path => Task.FromResult(!path.EndsWith("/confirm") || Interlocked.Increment(ref lost) > 1);

        (await shopper.PayAsync(order)).Status.ShouldBe(HttpStatusCode.Accepted);
        await socket.UntilAsync(order, "PAID");

        await Outcome.ShouldBeAsync(market, product, order, "PAID", stock: 9, balance: 15_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Kill_9_around_the_confirm_is_taken_up_by_the_next_start(bool arrived)
    {
        await market.StopAsync(market.Payments);
        var (payments, url) = await market.RunPaymentsAsync("Payments:ConfirmLease=00:00:02");
        var shopper = new Shopper(Market.Url(market.Ordering), url, market.Authority.Token("shopper"));
        await using var socket = await OrderSocket.OpenAsync(shopper);
        var order = (await shopper.OrderAsync(product)).Text("id");
        KillWhenCalled(payments, "/confirm", arrived);

        await Should.ThrowAsync<HttpRequestException>(() => shopper.PayAsync(order));
        await market.RestartPaymentsAsync("Payments:ConfirmLease=00:00:02");
        await socket.UntilAsync(order, "PAID");

        await Outcome.ShouldBeAsync(market, product, order, "PAID", stock: 9, balance: 15_000);
    }

    [Fact]
    public async Task Kill_9_before_the_confirm_lets_the_order_be_paid_anew()
    {
        await market.StopAsync(market.Payments);
        var (payments, url) = await market.RunPaymentsAsync("Payments:CreationLease=00:00:03");
        var shopper = new Shopper(Market.Url(market.Ordering), url, market.Authority.Token("shopper"));
        await using var socket = await OrderSocket.OpenAsync(shopper);
        var order = (await shopper.OrderAsync(product)).Text("id");
        await socket.UntilAsync(order, "PENDING");
        KillWhenCalled(payments, "/payments", arrived: true);

        await Should.ThrowAsync<HttpRequestException>(() => shopper.PayAsync(order));
        await market.RestartPaymentsAsync();
        await socket.UntilAsync(order, "PENDING");

        (await market.Shopper().PayAsync(order)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Ordering_learns_of_a_payment_that_it_missed()
    {
        var shopper = market.Shopper();
        var order = (await shopper.OrderAsync(product)).Text("id");
        var url = Market.Url(market.Ordering);
        market.Line.After = async path =>
        {
            if (path.EndsWith("/confirm"))
                await market.StopAsync(market.Ordering);
            return true;
        };

        await shopper.PayAsync(order);
        await market.RestartOrderingAsync(url);
        await using var socket = await OrderSocket.OpenAsync(shopper);
        if ((await shopper.GetOrderAsync(order)).Text("status") != "PAID")
            await socket.UntilAsync(order, "PAID");

        await Outcome.ShouldBeAsync(market, product, order, "PAID", stock: 9, balance: 15_000);
    }

    [Fact]
    public async Task A_gateway_that_is_away_charges_nothing_and_the_same_key_pays_when_it_is_back()
    {
        var shopper = market.Shopper();
        var order = (await shopper.OrderAsync(product)).Text("id");
        market.Line.Before = _ => Task.FromResult(false);
        (await shopper.PayAsync(order, key: "key")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        market.Line.Before = _ => Task.FromResult(true);

        (await shopper.PayAsync(order, key: "key")).Status.ShouldBe(HttpStatusCode.Created);
        await Outcome.ShouldBeAsync(market, product, order, "PAID", stock: 9, balance: 15_000);
    }

    private void KillWhenCalled(Process payments, string call, bool arrived)
    {
        Task<bool> Kill(string path)
        {
            if (payments.HasExited || !path.EndsWith(call))
                return Task.FromResult(true);
            payments.Kill();
            payments.WaitForExit();
            return Task.FromResult(false);
        }
        if (arrived)
            market.Line.After = Kill;
        else
            market.Line.Before = Kill;
    }
}
