using System.Globalization;
using Platform.Mocks.Tests.PaymentGateway;

namespace Platform.Mocks.Tests.SalesChannel;

public class RateLimitTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task Hanbit_lets_a_burst_pass_and_says_when_to_come_again()
    {
        await using var malls = await Malls.StartAsync(time, ("Misbehaviour:HanbitBurst", "2"), ("Misbehaviour:HanbitPerSecond", "0.5"));

        var first = await malls.HanbitAsync("GET", "products");
        var second = await malls.HanbitAsync("GET", "products");
        var third = await malls.HanbitAsync("GET", "products");
        time.Advance(TimeSpan.FromSeconds(1));
        var tooSoon = await malls.HanbitAsync("GET", "products");
        time.Advance(TimeSpan.FromSeconds(1));
        var later = await malls.HanbitAsync("GET", "products");

        (first.Status, first.Header("X-RateLimit-Limit"), first.Header("X-RateLimit-Remaining")).ShouldBe((200, "2", "1"));
        (second.Status, second.Header("X-RateLimit-Remaining")).ShouldBe((200, "0"));
        (third.Status, third.Code, third.Header("Retry-After")).ShouldBe((429, "TOO_MANY_REQUESTS", "2"));
        (tooSoon.Status, tooSoon.Header("Retry-After")).ShouldBe((429, "1"));
        later.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Byeol_counts_by_windows_and_says_in_the_body_when_the_next_begins()
    {
        await using var malls = await Malls.StartAsync(
            time,
            ("Misbehaviour:ByeolRequests", "2"),
            ("Misbehaviour:ByeolWindowSeconds", "10")
        );

        var first = await malls.ByeolAsync("GET", "items");
        time.Advance(TimeSpan.FromSeconds(9));
        var second = await malls.ByeolAsync("GET", "items");
        var third = await malls.ByeolAsync("GET", "items");
        time.Advance(TimeSpan.FromSeconds(1));
        var next = await malls.ByeolAsync("GET", "items");

        (first.Status, first.Header("X-Quota-Limit"), first.Header("X-Quota-Remaining")).ShouldBe((200, "2", "1"));
        second.Status.ShouldBe(200);
        (third.Status, third.ByeolCode, third.Header("Retry-After")).ShouldBe((429, "quota_exceeded", null));
        var reset = DateTimeOffset.Parse((string)third.Body["error"]!["reset_at"]!, CultureInfo.InvariantCulture);
        (reset - DateTimeOffset.UnixEpoch - TimeSpan.FromSeconds(long.Parse(third.Header("X-Quota-Reset")!, CultureInfo.InvariantCulture)))
            .Duration()
            .ShouldBeLessThan(TimeSpan.FromSeconds(1));
        reset.ShouldBeLessThanOrEqualTo(time.GetUtcNow().AddSeconds(0.1));
        (next.Status, next.Header("X-Quota-Remaining")).ShouldBe((200, "1"));
    }

    [Fact]
    public async Task Strangers_use_up_nothing()
    {
        await using var malls = await Malls.StartAsync(time, ("Misbehaviour:HanbitBurst", "1"), ("Misbehaviour:ByeolRequests", "1"));

        for (var i = 0; i < 3; i++)
        {
            await malls.SendAsync("GET", "/hanbit/v2/products", null);
            await malls.SendAsync("GET", "/byeol/v1/items", null);
        }

        (await malls.HanbitAsync("GET", "products")).Status.ShouldBe(200);
        (await malls.ByeolAsync("GET", "items")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Limits_change_at_run_time()
    {
        await using var malls = await Malls.StartAsync(time);
        await malls.HanbitAsync("GET", "products");

        await malls.AdminAsync("PUT", "misbehaviour", new { hanbitBurst = 1, hanbitPerSecond = 1 });
        var one = await malls.HanbitAsync("GET", "products");
        var two = await malls.HanbitAsync("GET", "products");

        (one.Status, two.Status).ShouldBe((200, 429));
    }
}
