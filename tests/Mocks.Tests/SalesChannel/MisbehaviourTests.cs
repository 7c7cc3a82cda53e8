using Platform.Mocks.Tests.PaymentGateway;

namespace Platform.Mocks.Tests.SalesChannel;

public class MisbehaviourTests
{
    [Fact]
    public async Task By_the_same_seed_the_same_calls_fail()
    {
        var runs = new List<string>();
        foreach (var seed in new[] { 7, 7, 8 })
        {
            await using var malls = await Malls.StartAsync(null, ("Misbehaviour:FailRate", "0.5"), ("Misbehaviour:Seed", $"{seed}"));
            var hanbit = new List<int>();
            for (var i = 0; i < 40; i++)
            {
                hanbit.Add((await malls.HanbitAsync("GET", "products")).Status);
                // The other mall's draws are its own.
                if (runs.Count == 1)
                    await malls.ByeolAsync("GET", "items");
            }
            runs.Add(string.Join(' ', hanbit));
        }

        runs[0].ShouldContain("500");
        runs[0].ShouldContain("200");
        runs[1].ShouldBe(runs[0]);
        runs[2].ShouldNotBe(runs[0]);
    }

    [Fact]
    public async Task A_500_says_nothing_about_whether_it_was_done()
    {
        await using var malls = await Malls.StartAsync(null, ("Misbehaviour:FailRate", "1"), ("Misbehaviour:Seed", "7"));

        var refused = new List<Answer>();
        for (var i = 0; i < 20; i++)
        {
            refused.Add(await malls.HanbitAsync("PUT", $"products/p-{i}", """{ "names": { "ko": "x" }, "price": 1000, "stock": 1 }"""));
            refused.Add(await malls.ByeolAsync("POST", "items", Malls.Item($"p-{i}")));
        }

        refused.ShouldAllBe(answer => answer.Status == 500);
        refused
            .Select(answer => answer.Code ?? answer.ByeolCode)
            .Distinct()
            .ShouldBe(["INTERNAL_ERROR", "internal_error"], ignoreOrder: true);
        foreach (var mall in new[] { "hanbit", "byeol" })
            (await malls.AdminAsync("GET", $"{mall}/products")).Body.AsArray().Count.ShouldBeInRange(1, 19);
    }

    [Fact]
    public async Task A_slow_answer_does_not_hold_back_the_work()
    {
        var time = new ManualTime();
        await using var malls = await Malls.StartAsync(
            time,
            ("Misbehaviour:SlowRate", "1"),
            ("Misbehaviour:SlowSeconds", "30"),
            ("Misbehaviour:Seed", "7")
        );

        var put = malls.HanbitAsync("PUT", "products/p-1", """{ "names": { "ko": "x" }, "price": 1000, "stock": 1 }""");
        while ((await malls.AdminAsync("GET", "hanbit/products")).Body.AsArray().Count == 0)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();

        put.IsCompleted.ShouldBeFalse();
        while (!put.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await malls.AdminAsync("GET", "misbehaviour");
        }
        (await put).Status.ShouldBe(201);
    }

    [Fact]
    public async Task It_can_be_set_at_run_time_over_what_is_configured_and_taken_back()
    {
        await using var malls = await Malls.StartAsync(null, ("Misbehaviour:Preset", "Worst"), ("Misbehaviour:FailRate", "0"));

        var configured = await malls.AdminAsync("GET", "misbehaviour");
        var set = await malls.AdminAsync("PUT", "misbehaviour", new { failRate = 0.5, seed = 3 });
        var none = await malls.AdminAsync("PUT", "misbehaviour", new { preset = "none" });
        var back = await malls.AdminAsync("DELETE", "misbehaviour");
        var worst = await malls.AdminAsync("POST", "misbehaviour/worst");

        ((double)configured.Body["failRate"]!, (double)configured.Body["lossRate"]!).ShouldBe((0, 0.1));
        ((double)set.Body["failRate"]!, (double)set.Body["lossRate"]!, (int)set.Body["seed"]!).ShouldBe((0.5, 0.1, 3));
        ((double)none.Body["lossRate"]!).ShouldBe(0);
        back.Body.ToJsonString().ShouldBe(configured.Body.ToJsonString());
        ((double)worst.Body["failRate"]!).ShouldBe(0.2);
    }

    [Theory]
    [InlineData("""{ "failRate": 1.5 }""", "failRate")]
    [InlineData("""{ "hanbitBurst": 0 }""", "hanbitBurst")]
    [InlineData("""{ "fialRate": 0.5 }""", "fialRate")]
    [InlineData("""{ "preset": "Bad" }""", "Bad")]
    [InlineData("null", "null")]
    [InlineData("no json", "")]
    public async Task What_is_no_misbehaviour_is_refused_and_changes_nothing(string body, string said)
    {
        await using var malls = await Malls.StartAsync();
        var before = await malls.AdminAsync("GET", "misbehaviour");

        var refused = await malls.AdminAsync("PUT", "misbehaviour", body);

        (refused.Status, refused.Code).ShouldBe((400, "INVALID_REQUEST"));
        ((string)refused.Body["detail"]!).ShouldContain(said);
        (await malls.AdminAsync("GET", "misbehaviour")).Body.ToJsonString().ShouldBe(before.Body.ToJsonString());
    }

    [Fact]
    public async Task At_its_worst_a_seller_that_tries_again_and_goes_back_still_sees_every_order_once()
    {
        var time = new ManualTime();
        await using var malls = await Malls.StartAsync(time);
        await malls.ListAtHanbitAsync(stock: 1000);
        await malls.AdminAsync(
            "PUT",
            "misbehaviour",
            new
            {
                preset = "Worst",
                slowRate = 0,
                seed = 11,
                hanbitBurst = 100,
            }
        );
        var (placed, seen, overtaken) = (new HashSet<string?>(), new HashSet<string?>(), 0);
        string? cursor = null;
        for (var i = 0; i < 60; i++)
        {
            if (i < 40)
                placed.Add((string?)(await malls.BuyAsync("hanbit"))["orderNo"]);
            time.Advance(TimeSpan.FromSeconds(0.5));
            var page = await malls.HanbitAsync(
                "GET",
                cursor is null ? "orders?limit=100" : $"orders?limit=100&overlapSeconds=10&cursor={cursor}"
            );
            if (page.Status != 200)
                continue;
            var fresh = page.Body["orders"]!.AsArray().Select(order => (string?)order!["orderNo"]).Where(seen.Add).ToList();
            overtaken += fresh.Count(number => string.CompareOrdinal(number, seen.Max()) < 0);
            cursor = (string?)page.Body["nextCursor"];
        }

        seen.ShouldBe(placed, ignoreOrder: true);
        overtaken.ShouldBePositive();
    }
}
