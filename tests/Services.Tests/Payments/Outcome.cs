using Dapper;
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
        await using var database = market.PaymentsDatabase();
        var events = await database.QueryAsync<string>(
            "select type from outbox where key = @order and type in ('payment.paid', 'payment.failed')",
            new { order }
        );
        events.ShouldBe([status == "PAID" ? "payment.paid" : "payment.failed"]);
    }
}
