using Services.Tests.Support;

namespace Services.Tests.Payments;

internal static class Outcome
{
    /// <summary>What must agree in the end: the order, its one payment, the gateway's balance (null: not charged), the stock.</summary>
    public static async Task ShouldBeAsync(Market market, long product, string order, string status, int stock, long? balance)
    {
        await market.StockSettledAsync();
        (await market.Shopper().GetOrderAsync(order)).Text("status").ShouldBe(status);
        (await market.StockAsync(product)).ShouldBe(stock);
        var charged = await market.Line.PaymentOfAsync(order);
        if (balance is { } won)
            ((long)charged["balanceAmount"]!, (string)charged["status"]!).ShouldBe((won, "DONE"));
        else
            ((string)charged["status"]!).ShouldBe("ABORTED");
        var told = status == "PAID" ? "payment.paid" : "payment.failed";
        var types = await Event.TypesAsync(market, "payments.events", order, told);
        types.Where(type => type is "payment.paid" or "payment.failed").ShouldBe([told]);
    }
}
