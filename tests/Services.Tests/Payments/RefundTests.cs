using System.Net;
using Services.Tests.Support;

namespace Services.Tests.Payments;

public sealed class RefundTests(DatabaseServers servers) : IAsyncLifetime
{
    private Market market = null!;
    private Shopper shopper = null!;
    private long product;

    public async ValueTask InitializeAsync()
    {
        market = await Market.StartAsync(servers, "Resilience:payment-gateway:MaxRetries=0", "Payments:ConfirmLease=00:00:02");
        product = await market.AddProductAsync(price: 10_000, stock: 10);
        shopper = market.Shopper();
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task Parts_can_be_given_back_until_all_is_and_then_the_order_is_refunded_and_its_stock_returns()
    {
        var (order, payment) = await PaidAsync(quantity: 3);

        var part = await shopper.RefundAsync(payment, 12_000);
        part.Status.ShouldBe(HttpStatusCode.OK, part.ToString());
        (part.Text("status"), part.Number("refunded")).ShouldBe(("PARTIALLY_REFUNDED", 12_000));
        (await shopper.GetOrderAsync(order)).Text("status").ShouldBe("PAID");
        var rest = await shopper.RefundAsync(payment);

        (rest.Text("status"), rest.Number("refunded")).ShouldBe(("REFUNDED", 30_000));
        rest.Body!["refunds"]!.AsArray().Select(refund => (long)refund!["amount"]!).ShouldBe([12_000, 18_000]);
        (await shopper.GetOrderAsync(order)).Text("status").ShouldBe("REFUNDED");
        await market.StockSettledAsync();
        (await market.StockAsync(product)).ShouldBe(10);
    }

    [Fact]
    public async Task The_same_key_gives_back_once_and_more_than_was_paid_is_refused()
    {
        var (order, payment) = await PaidAsync(quantity: 1);
        await shopper.RefundAsync(payment, 4_000, "key");

        (await shopper.RefundAsync(payment, 4_000, "key")).Number("refunded").ShouldBe(4_000);
        (await shopper.RefundAsync(payment, 5_000, "key")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await shopper.RefundAsync(payment, 6_001)).Text("code").ShouldBe("exceeds_refundable");
        ((long)(await market.Line.PaymentOfAsync(order))["balanceAmount"]!).ShouldBe(6_000);
    }

    [Fact]
    public async Task Refunds_at_once_never_exceed_what_was_paid()
    {
        var (order, payment) = await PaidAsync(quantity: 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shopper.RefundAsync(payment, 3_000)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(3);
        answers.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(7);
        ((long)(await market.Line.PaymentOfAsync(order))["balanceAmount"]!).ShouldBe(1_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refund_whose_call_or_answer_is_lost_is_given_back_once(bool arrived)
    {
        var (order, payment) = await PaidAsync(quantity: 1);
        await using var socket = await OrderSocket.OpenAsync(shopper);
        var calls = 0;
        Task<bool> LoseTheFirst(string path) => Task.FromResult(!path.EndsWith("/cancel") || Interlocked.Increment(ref calls) > 1);
        if (arrived)
            market.Line.After = LoseTheFirst;
        else
            market.Line.Before = LoseTheFirst;

        (await shopper.RefundAsync(payment)).Status.ShouldBe(HttpStatusCode.Accepted);
        await socket.UntilAsync(order, "REFUNDED");

        var known = await market.Line.PaymentOfAsync(order);
        ((string)known["status"]!).ShouldBe("CANCELED");
        known["cancels"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_a_paid_order_gives_the_money_and_the_stock_back()
    {
        var (order, payment) = await PaidAsync(quantity: 2);

        var cancelled = await shopper.CancelOrderAsync(order);

        cancelled.Status.ShouldBe(HttpStatusCode.OK, cancelled.ToString());
        cancelled.Text("status").ShouldBe("REFUNDED");
        (await shopper.GetPaymentAsync(payment)).Number("refunded").ShouldBe(20_000);
        await market.StockSettledAsync();
        (await market.StockAsync(product)).ShouldBe(10);
    }

    [Fact]
    public async Task What_was_not_paid_cannot_be_given_back()
    {
        var order = (await shopper.OrderAsync(product)).Text("id");
        var declined = await shopper.PayAsync(order, "4000 0000 0000 0002");

        (await shopper.RefundAsync(declined.Text("paymentId"))).Text("code").ShouldBe("not_cancellable");
    }

    private async Task<(string Order, string Payment)> PaidAsync(int quantity)
    {
        var order = (await shopper.OrderAsync(product, quantity)).Text("id");
        var paid = await shopper.PayAsync(order);
        paid.Status.ShouldBe(HttpStatusCode.Created, paid.ToString());
        return (order, paid.Text("id"));
    }
}
