using System.Net;
using Services.Tests.Support;

namespace Services.Tests.Payments;

/// <summary>Cards whose gateway does not answer in time.</summary>
public sealed class SlowCardTests(DatabaseServers servers) : IAsyncLifetime
{
    private const string ChargedThenSilent = "4000 0000 0000 0036";
    private const string SilentThenCharged = "4000 0000 0000 0044";
    private const string SilentAndNotCharged = "4000 0000 0000 0028";
    private const string ChargedThenError = "4000 0000 0000 0051";

    private Market market = null!;
    private long product;

    public async ValueTask InitializeAsync()
    {
        market = await Market.StartAsync(
            servers,
            "PaymentGateway:HangSeconds=4",
            "Resilience:payment-gateway:AttemptTimeout=00:00:02",
            "Resilience:payment-gateway:MaxRetries=0"
        );
        product = await market.AddProductAsync(price: 15_000, stock: 10);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Theory]
    [InlineData(ChargedThenSilent)]
    [InlineData(SilentThenCharged)]
    [InlineData(ChargedThenError)]
    public async Task A_card_that_is_charged_without_an_answer_ends_paid_once_even_beyond_the_orders_lifetime(string card)
    {
        var shopper = market.Shopper();
        await using var socket = await OrderSocket.OpenAsync(shopper);
        var order = (await shopper.OrderAsync(product)).Text("id");

        var answer = await shopper.PayAsync(order, card, "key");
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.ToString());
        await market.OverdueAsync(order);
        await socket.UntilAsync(order, "PAID");

        (await shopper.PayAsync(order, card, "key")).Text("status").ShouldBe("PAID");
        await Outcome.ShouldBeAsync(market, product, order, "PAID", stock: 9, balance: 15_000);
    }

    [Fact]
    public async Task A_card_that_is_not_charged_ends_failed_and_released()
    {
        var shopper = market.Shopper();
        await using var socket = await OrderSocket.OpenAsync(shopper);
        var order = (await shopper.OrderAsync(product)).Text("id");

        var answer = await shopper.PayAsync(order, SilentAndNotCharged);
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.ToString());
        (await shopper.CancelOrderAsync(order)).Text("code").ShouldBe("being_paid");
        await socket.UntilAsync(order, "FAILED");

        await Outcome.ShouldBeAsync(market, product, order, "FAILED", stock: 10, balance: null);
    }
}
