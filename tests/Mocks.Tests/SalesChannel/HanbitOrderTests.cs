namespace Platform.Mocks.Tests.SalesChannel;

public class HanbitOrderTests
{
    [Fact]
    public async Task An_order_says_what_was_bought_and_goes_from_paid_to_shipped()
    {
        await using var malls = await Malls.StartAsync();
        await malls.ListAtHanbitAsync(stock: 3);

        var placed = await malls.BuyAsync("hanbit", "p-1", 2);
        var number = (string?)placed["orderNo"];
        var early = await malls.HanbitAsync("POST", $"orders/{number}/ship", new { carrierCode = "CJ", trackingNo = "1" });
        var acknowledged = await malls.HanbitAsync("POST", $"orders/{number}/acknowledge", new { sellerOrderNo = "o-1" });
        var again = await malls.HanbitAsync("POST", $"orders/{number}/acknowledge", new { sellerOrderNo = "o-2" });
        var shipped = await malls.HanbitAsync("POST", $"orders/{number}/ship", new { carrierCode = "CJ", trackingNo = "1234" });
        var cancel = await CancelAsync(malls, number);

        ((string?)placed["status"], (long)placed["totalAmount"]!).ShouldBe(("PAID", 30_000));
        var line = placed["items"]!.AsArray().Single()!;
        ((string?)line["sellerProductCode"], (int)line["quantity"]!, (long)line["unitPrice"]!).ShouldBe(("p-1", 2, 15_000));
        (early.Status, early.Code).ShouldBe((409, "NOT_ACKNOWLEDGED"));
        (acknowledged.Status, (string?)acknowledged.Body["status"]).ShouldBe((200, "ACKNOWLEDGED"));
        again.Body.ToJsonString().ShouldBe(acknowledged.Body.ToJsonString());
        (shipped.Status, (string?)shipped.Body["shipment"]!["trackingNo"]).ShouldBe((200, "1234"));
        (cancel.Status, cancel.Code).ShouldBe((409, "ALREADY_SHIPPED"));
        (await malls.HanbitAsync("GET", $"orders/{number}")).Body.ToJsonString().ShouldBe(shipped.Body.ToJsonString());
    }

    [Theory]
    [InlineData("OUT_OF_STOCK", 1)]
    [InlineData("SELLER_REQUEST", 3)]
    public async Task The_seller_cancels_for_a_reason_and_what_was_not_there_does_not_come_back(string reason, int left)
    {
        await using var malls = await Malls.StartAsync();
        await malls.ListAtHanbitAsync(stock: 3);
        var number = (string?)(await malls.BuyAsync("hanbit", "p-1", 2))["orderNo"];

        var cancelled = await CancelAsync(malls, number, reason);
        var again = await CancelAsync(malls, number, reason);
        var acknowledge = await malls.HanbitAsync("POST", $"orders/{number}/acknowledge");

        (cancelled.Status, (string?)cancelled.Body["status"]).ShouldBe((200, "CANCELED"));
        ((string?)cancelled.Body["cancellation"]!["canceledBy"], (string?)cancelled.Body["cancellation"]!["reasonCode"]).ShouldBe(
            ("SELLER", reason)
        );
        (again.Status, again.Code).ShouldBe((409, "ALREADY_CANCELED"));
        (acknowledge.Status, acknowledge.Code).ShouldBe((409, "ORDER_CANCELED"));
        ((int)(await malls.HanbitAsync("GET", "products/p-1")).Body["stock"]!).ShouldBe(left);
    }

    [Fact]
    public async Task A_buyers_cancellation_is_a_change_of_the_order_and_gives_the_stock_back()
    {
        await using var malls = await Malls.StartAsync();
        await malls.ListAtHanbitAsync(stock: 1);
        var number = (string?)(await malls.BuyAsync("hanbit"))["orderNo"];
        var cursor = (string?)(await malls.HanbitAsync("GET", "orders")).Body["nextCursor"];

        var cancelled = await malls.AdminAsync("POST", $"hanbit/orders/{number}/cancel", new { reason = "마음이 바뀜" });
        var twice = await malls.AdminAsync("POST", $"hanbit/orders/{number}/cancel");

        cancelled.Status.ShouldBe(200);
        (twice.Status, twice.Code).ShouldBe((409, "ALREADY_CANCELLED"));
        var change = (await malls.HanbitAsync("GET", $"orders?cursor={cursor}")).Body["orders"]!.AsArray().Single()!;
        ((string?)change["orderNo"], (string?)change["status"], (string?)change["cancellation"]!["canceledBy"]).ShouldBe(
            (number, "CANCELED", "BUYER")
        );
        ((int)(await malls.HanbitAsync("GET", "products/p-1")).Body["stock"]!).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{ "reasonCode": "BORED", "reason": "x" }""")]
    [InlineData("""{ "reasonCode": "OUT_OF_STOCK" }""")]
    [InlineData("")]
    public async Task A_cancellation_needs_a_reason(string body)
    {
        await using var malls = await Malls.StartAsync();
        await malls.ListAtHanbitAsync();
        var number = (string?)(await malls.BuyAsync("hanbit"))["orderNo"];

        var refused = await malls.HanbitAsync("POST", $"orders/{number}/cancel", body);
        var unknown = await CancelAsync(malls, "20260101000000000000");

        (refused.Status, refused.Code).ShouldBe((400, "INVALID_REQUEST"));
        (unknown.Status, unknown.Code).ShouldBe((404, "ORDER_NOT_FOUND"));
    }

    private static Task<Answer> CancelAsync(Malls malls, string? number, string reason = "OUT_OF_STOCK") =>
        malls.HanbitAsync("POST", $"orders/{number}/cancel", new { reasonCode = reason, reason = "품절" });
}
