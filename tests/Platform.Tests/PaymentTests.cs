using System.Net;
using Aspire.Hosting.Testing;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class PaymentTests(SharedGraph shared) : GraphTest(shared)
{
    [Theory]
    [InlineData(Shopper.ChargedAtOnceAnsweredLateCard)]
    [InlineData(Shopper.ChargedLateCard)]
    public async Task An_order_whose_payment_is_charged_after_a_time_out_ends_paid_once(string card)
    {
        var product = await ProductAsync(stock: 3);
        var shopper = await Shopper.RegisterAsync(Gateway);
        using var page = await OrderUpdates.OpenAsync(Gateway.BaseAddress!, shopper);
        var order = (await shopper.OrderAsync(product)).With(HttpStatusCode.Created).Text("id");

        // Accepted, unless the webhook was quicker than the answer.
        var payment = await shopper.PayAsync(order, card);
        var changes = await page.UntilAsync(order, "PAID", "FAILED");

        payment.Status.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.Created);
        changes[^1].ShouldBe("PAID");
        (await shopper.GetAsync($"/api/v1/payments/{payment.Text("id")}")).Text("status").ShouldBe("PAID");
        (await ChargesAsync(order)).ShouldBe(1);
        (await StockAsync(product)).ShouldBe(2);
    }

    [Fact]
    public async Task An_order_whose_payment_timed_out_and_was_never_charged_is_released()
    {
        var product = await ProductAsync(stock: 3);
        var shopper = await Shopper.RegisterAsync(Gateway);
        using var page = await OrderUpdates.OpenAsync(Gateway.BaseAddress!, shopper);
        var order = (await shopper.OrderAsync(product)).With(HttpStatusCode.Created).Text("id");

        (await shopper.PayAsync(order, Shopper.NeverChargedCard)).With(HttpStatusCode.Accepted);

        (await page.UntilAsync(order, "PAID", "FAILED"))[^1].ShouldBe("FAILED");
        (await ChargesAsync(order)).ShouldBe(0);
        await StockBecomesAsync(product, 3);
    }

    [Fact]
    public async Task A_declined_card_releases_the_order()
    {
        var product = await ProductAsync(stock: 3);
        var shopper = await Shopper.RegisterAsync(Gateway);
        var order = (await shopper.OrderAsync(product, 3)).With(HttpStatusCode.Created).Text("id");

        var payment = await shopper.PayAsync(order, Shopper.DeclinedCard);

        payment.With(HttpStatusCode.PaymentRequired).Text("code").ShouldBe("REJECT_CARD_COMPANY");
        (await shopper.OrderStatusAsync(order)).Text("status").ShouldBe("FAILED");
        await StockBecomesAsync(product, 3);
    }

    [Fact]
    public async Task The_payment_gateway_tells_of_payments_by_signed_webhooks()
    {
        var shopper = await Shopper.RegisterAsync(Gateway);
        var order = (await shopper.OrderAsync(await ProductAsync(stock: 3))).With(HttpStatusCode.Created).Text("id");

        (await shopper.PayAsync(order)).With(HttpStatusCode.Created);

        await Watched.UntilAsync(
            (await Graph.App.GetConnectionStringAsync("paymentsdb"))!,
            "webhook_events",
            $"exists (select from webhook_events join payments using (payment_key) where order_id = '{order}')"
        );
    }

    /// <summary>Payments of the order that the payment gateway has charged.</summary>
    private async Task<int> ChargesAsync(string order) =>
        (await Answer.SendAsync(Graph.PaymentGateway, new(HttpMethod.Get, "/__admin/payments?limit=1000")))
            .Body!.AsArray()
            .Count(payment => (string)payment!["orderId"]! == order && (string)payment["status"]! == "DONE");
}
