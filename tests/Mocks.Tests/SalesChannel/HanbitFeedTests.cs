using System.Text.Json.Nodes;
using Platform.Mocks.Tests.PaymentGateway;

namespace Platform.Mocks.Tests.SalesChannel;

public class HanbitFeedTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task Pages_hold_each_order_once_by_its_last_change()
    {
        await using var malls = await Malls.StartAsync(time);
        await malls.ListAtHanbitAsync();
        var numbers = new List<string?>();
        for (var i = 0; i < 5; i++)
            numbers.Add((string?)(await malls.BuyAsync("hanbit"))["orderNo"]);
        await malls.HanbitAsync("POST", $"orders/{numbers[0]}/acknowledge");

        var first = (await malls.HanbitAsync("GET", "orders?limit=3")).Body;
        var second = (await malls.HanbitAsync("GET", $"orders?limit=3&cursor={first["nextCursor"]}")).Body;
        var third = (await malls.HanbitAsync("GET", $"orders?limit=3&cursor={second["nextCursor"]}")).Body;

        Numbers(first).Concat(Numbers(second)).ShouldBe([numbers[1], numbers[2], numbers[3], numbers[4], numbers[0]]);
        ((bool)first["hasMore"]!, (bool)second["hasMore"]!, (bool)third["hasMore"]!).ShouldBe((true, false, false));
        Numbers(third).ShouldBeEmpty();
        ((string?)third["nextCursor"]).ShouldBe((string?)second["nextCursor"]);
    }

    [Fact]
    public async Task An_order_that_commits_late_lies_behind_the_cursor_and_only_an_overlap_finds_it()
    {
        await using var malls = await Malls.StartAsync(time);
        await malls.ListAtHanbitAsync();
        await malls.AdminAsync("PUT", "misbehaviour", new { lateRate = 1, lateSeconds = 10 });
        var late = (string?)(await malls.BuyAsync("hanbit"))["orderNo"];
        await malls.AdminAsync("DELETE", "misbehaviour");
        var punctual = (string?)(await malls.BuyAsync("hanbit"))["orderNo"];

        var before = (await malls.HanbitAsync("GET", "orders")).Body;
        var unseen = await malls.HanbitAsync("GET", $"orders/{late}");
        var tooEarly = await malls.HanbitAsync("POST", $"orders/{late}/acknowledge");
        time.Advance(TimeSpan.FromSeconds(10));
        var without = (await malls.HanbitAsync("GET", $"orders?cursor={before["nextCursor"]}")).Body;
        var with = (await malls.HanbitAsync("GET", $"orders?cursor={before["nextCursor"]}&overlapSeconds=30")).Body;

        Numbers(before).ShouldBe([punctual]);
        (unseen.Status, tooEarly.Status).ShouldBe((404, 404));
        Numbers(without).ShouldBeEmpty();
        Numbers(with).ShouldBe([late, punctual]);
        ((string?)with["nextCursor"]).ShouldBe((string?)before["nextCursor"]);
        (await malls.HanbitAsync("GET", $"orders/{late}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_overlap_can_be_paged()
    {
        await using var malls = await Malls.StartAsync(time);
        await malls.ListAtHanbitAsync();
        var numbers = new List<string?>();
        for (var i = 0; i < 4; i++)
            numbers.Add((string?)(await malls.BuyAsync("hanbit"))["orderNo"]);
        var end = (string?)(await malls.HanbitAsync("GET", "orders")).Body["nextCursor"];

        var first = (await malls.HanbitAsync("GET", $"orders?cursor={end}&overlapSeconds=60&limit=3")).Body;
        var second = (await malls.HanbitAsync("GET", $"orders?cursor={first["nextCursor"]}&limit=3")).Body;

        Numbers(first).Concat(Numbers(second)).ShouldBe(numbers);
        ((bool)first["hasMore"]!, (string?)second["nextCursor"]).ShouldBe((true, end));
    }

    [Fact]
    public async Task A_late_cancellation_shows_the_order_as_it_was_until_it_commits()
    {
        await using var malls = await Malls.StartAsync(time);
        await malls.ListAtHanbitAsync();
        var number = (string?)(await malls.BuyAsync("hanbit"))["orderNo"];
        await malls.AdminAsync("PUT", "misbehaviour", new { lateRate = 1, lateSeconds = 10 });
        await malls.AdminAsync("POST", $"hanbit/orders/{number}/cancel");

        var before = (await malls.HanbitAsync("GET", $"orders/{number}")).Body;
        var acknowledge = await malls.HanbitAsync("POST", $"orders/{number}/acknowledge");
        time.Advance(TimeSpan.FromSeconds(10));
        var after = (await malls.HanbitAsync("GET", $"orders/{number}")).Body;

        ((string?)before["status"], (string?)after["status"]).ShouldBe(("PAID", "CANCELED"));
        acknowledge.Code.ShouldBe("ORDER_CANCELED");
    }

    [Fact]
    public async Task At_its_worst_an_order_is_listed_twice()
    {
        await using var malls = await Malls.StartAsync(time, ("Misbehaviour:DuplicateRate", "1"));
        await malls.ListAtHanbitAsync();
        var number = (string?)(await malls.BuyAsync("hanbit"))["orderNo"];

        Numbers((await malls.HanbitAsync("GET", "orders?limit=1")).Body).ShouldBe([number, number]);
    }

    [Fact]
    public async Task A_cursor_outlives_the_mall_that_gave_it()
    {
        string? cursor;
        await using (var malls = await Malls.StartAsync(time))
        {
            await malls.ListAtHanbitAsync();
            await malls.BuyAsync("hanbit");
            cursor = (string?)(await malls.HanbitAsync("GET", "orders")).Body["nextCursor"];
        }
        time.Advance(TimeSpan.FromSeconds(5));
        await using var restarted = await Malls.StartAsync(time);
        await restarted.ListAtHanbitAsync();

        var empty = await restarted.HanbitAsync("GET", $"orders?cursor={cursor}");
        var number = (string?)(await restarted.BuyAsync("hanbit"))["orderNo"];

        ((string?)empty.Body["nextCursor"]).ShouldBe(cursor);
        Numbers((await restarted.HanbitAsync("GET", $"orders?cursor={cursor}")).Body).ShouldBe([number]);
    }

    [Fact]
    public async Task Changes_can_be_listed_from_a_time()
    {
        await using var malls = await Malls.StartAsync(time);
        await malls.ListAtHanbitAsync();
        await malls.BuyAsync("hanbit");
        time.Advance(TimeSpan.FromSeconds(60));
        var placed = await malls.BuyAsync("hanbit");

        var since = await malls.HanbitAsync("GET", $"orders?changedFrom={Uri.EscapeDataString((string)placed["changedAt"]!)}");

        Numbers(since.Body).ShouldBe([(string?)placed["orderNo"]]);
    }

    [Theory]
    [InlineData("cursor=nonsense", "INVALID_CURSOR")]
    [InlineData("cursor=aDE6LTE", "INVALID_CURSOR")]
    [InlineData("cursor=aDE6MQ&changedFrom=2026-11-20T00:00:00Z", "INVALID_CURSOR")]
    [InlineData("changedFrom=yesterday", "INVALID_REQUEST")]
    [InlineData("limit=0", "INVALID_REQUEST")]
    [InlineData("limit=101", "INVALID_REQUEST")]
    [InlineData("overlapSeconds=3601", "INVALID_REQUEST")]
    public async Task What_is_no_cursor_is_refused(string query, string code)
    {
        await using var malls = await Malls.StartAsync(time);

        var refused = await malls.HanbitAsync("GET", "orders?" + query);

        (refused.Status, refused.Code).ShouldBe((400, code));
    }

    private static List<string?> Numbers(JsonNode page) => [.. page["orders"]!.AsArray().Select(order => (string?)order!["orderNo"])];
}
