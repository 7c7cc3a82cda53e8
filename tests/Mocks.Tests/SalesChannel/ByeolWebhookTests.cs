using System.Text.Json.Nodes;
using Platform.Mocks.Tests.PaymentGateway;

namespace Platform.Mocks.Tests.SalesChannel;

public class ByeolWebhookTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task Orders_and_cancellations_are_announced_with_a_signature_over_the_url_and_the_body()
    {
        await using var seller = await Seller.StartAsync();
        await using var malls = await StartAsync(seller);

        var placed = await malls.BuyAsync("byeol");
        var created = await seller.NextAsync();
        var id = (string?)placed["order_id"];
        await malls.ByeolAsync("POST", $"orders/{id}/confirm");
        await malls.AdminAsync("POST", $"byeol/orders/{id}/cancel");
        var cancelled = await seller.NextAsync();

        (created.Type, created.OrderId, created.Header("Attempt")).ShouldBe(("order.created", id, "1"));
        created.Body["data"]!["order"]!.ToJsonString().ShouldBe(placed.ToJsonString());
        (cancelled.Type, cancelled.OrderId).ShouldBe(("order.cancelled", id));
        ((int)cancelled.Body["data"]!["order"]!["revision"]!, (string?)cancelled.Body["data"]!["order"]!["cancellation"]!["by"]).ShouldBe(
            (3, "buyer")
        );
        created.Header("Event-Id").ShouldBe((string?)created.Body["event_id"]);
        cancelled.Header("Event-Id").ShouldNotBe(created.Header("Event-Id"));
        created.Header("Access-Key").ShouldBe(Malls.AccessKey);
        created
            .Header("Signature")
            .ShouldBe(Malls.Sign("POST", "/hook/byeol", "tenant=1", created.Header("Timestamp"), created.Header("Nonce"), created.Raw));
    }

    [Fact]
    public async Task A_seller_that_fails_is_told_again_after_longer_and_longer_pauses_signed_anew()
    {
        await using var seller = await Seller.StartAsync();
        await using var malls = await StartAsync(seller);
        seller.Status = 503;
        await malls.BuyAsync("byeol");
        var attempts = new List<Seller.Webhook> { await seller.NextAsync() };
        foreach (var pause in new[] { 3, 6, 12 })
        {
            await time.WhenWaitingAsync(TimeSpan.FromSeconds(pause));
            seller.Status = pause == 12 ? 204 : 503;
            time.Advance(TimeSpan.FromSeconds(pause));
            attempts.Add(await seller.NextAsync());
        }

        attempts.Select(attempt => attempt.Header("Attempt")).ShouldBe(["1", "2", "3", "4"]);
        attempts.Select(attempt => attempt.Header("Event-Id")).Distinct().Count().ShouldBe(1);
        attempts.Select(attempt => attempt.Raw).Distinct().Count().ShouldBe(1);
        attempts.Select(attempt => attempt.Header("Nonce")).Distinct().Count().ShouldBe(4);
        foreach (var attempt in attempts)
            attempt
                .Header("Signature")
                .ShouldBe(Malls.Sign("POST", "/hook/byeol", "tenant=1", attempt.Header("Timestamp"), attempt.Header("Nonce"), attempt.Raw));
        var log = await UntilAsync(malls, webhook => (bool)webhook["delivered"]!);
        log["attempts"]!.AsArray().Select(attempt => (string?)attempt!["result"]).ShouldBe(["503", "503", "503", "204"]);
        log.ToJsonString().ShouldNotContain(Malls.SecretKey);
    }

    [Fact]
    public async Task At_its_worst_a_webhook_comes_twice_with_the_same_event()
    {
        await using var seller = await Seller.StartAsync();
        await using var malls = await StartAsync(seller, ("Misbehaviour:DuplicateRate", "1"));

        await malls.BuyAsync("byeol");
        var (first, second) = (await seller.NextAsync(), await seller.NextAsync());

        second.Raw.ShouldBe(first.Raw);
        second.Header("Nonce").ShouldNotBe(first.Header("Nonce"));
    }

    [Fact]
    public async Task A_cancellation_overtakes_the_order_it_cancels_when_that_is_held_back()
    {
        await using var seller = await Seller.StartAsync();
        await using var malls = await StartAsync(seller);
        await malls.AdminAsync("PUT", "misbehaviour", new { delayRate = 1, delaySeconds = 8 });
        var id = (string?)(await malls.BuyAsync("byeol"))["order_id"];
        await malls.AdminAsync("DELETE", "misbehaviour");
        await malls.AdminAsync("POST", $"byeol/orders/{id}/cancel");

        var first = await seller.NextAsync();
        time.Advance(TimeSpan.FromSeconds(8));
        var second = await seller.NextAsync();

        (first.Type, second.Type).ShouldBe(("order.cancelled", "order.created"));
        (first.OrderId, second.OrderId).ShouldBe((id, id));
        ((int)first.Body["data"]!["order"]!["revision"]!).ShouldBeGreaterThan((int)second.Body["data"]!["order"]!["revision"]!);
    }

    [Fact]
    public async Task A_lost_webhook_is_found_by_catching_up_and_can_be_sent_again()
    {
        await using var seller = await Seller.StartAsync();
        await using var malls = await StartAsync(seller, ("Misbehaviour:LossRate", "1"));
        var id = (string?)(await malls.BuyAsync("byeol"))["order_id"];

        var listed = await malls.ByeolAsync("GET", "orders?from=2026-11-20T09:00:00Z");
        var lost = (await malls.AdminAsync("GET", "webhooks")).Body.AsArray().First(webhook => (string?)webhook!["subject"] == id)!;
        var resent = await malls.AdminAsync("POST", $"webhooks/{lost["event_id"]}/resend");
        var unknown = await malls.AdminAsync("POST", "webhooks/evt_1/resend");

        ((string?)listed.Body["orders"]![0]!["order_id"]).ShouldBe(id);
        ((bool)lost["lost"]!, lost["attempts"]!.AsArray().Count).ShouldBe((true, 0));
        (resent.Status, unknown.Status).ShouldBe((202, 404));
        (await seller.NextAsync()).OrderId.ShouldBe(id);
        seller.HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task The_outcome_of_a_review_is_announced()
    {
        await using var seller = await Seller.StartAsync();
        await using var malls = await Malls.StartAsync(time, ("Byeol:Webhook:Url", seller.Url), ("Byeol:ReviewSeconds", "5"));
        var item = await malls.ListAtByeolAsync();

        time.Advance(TimeSpan.FromSeconds(5));
        var reviewed = await seller.NextAsync();

        reviewed.Type.ShouldBe("item.reviewed");
        var announced = reviewed.Body["data"]!["item"]!;
        ((string?)announced["item_id"], (string?)announced["status"]).ShouldBe(((string?)item["item_id"], "ON_SALE"));
    }

    [Fact]
    public async Task A_seller_that_is_not_there_costs_the_mall_nothing()
    {
        await using var malls = await Malls.StartAsync(time, ("Byeol:Webhook:Url", "http://127.0.0.1:1/hook"));
        await malls.ListAtByeolAsync();

        var placed = await malls.BuyAsync("byeol");

        ((string?)placed["state"]).ShouldBe("paid");
        var tried = await UntilAsync(malls, webhook => webhook["attempts"]!.AsArray().Count > 0);
        ((string?)tried["attempts"]![0]!["result"]).ShouldBe("HttpRequestException");
    }

    /// <summary>The item is listed, and its review's webhook out of the way.</summary>
    private async Task<Malls> StartAsync(Seller seller, params (string Key, string Value)[] settings)
    {
        var malls = await Malls.StartAsync(time, [("Byeol:Webhook:Url", seller.Url), ("Byeol:Webhook:RetrySeconds", "3"), .. settings]);
        await malls.AdminAsync("PUT", "misbehaviour", new { preset = "None", byeolRequests = 100_000 });
        await malls.ListAtByeolAsync();
        (await seller.NextAsync()).Type.ShouldBe("item.reviewed");
        await malls.AdminAsync("DELETE", "misbehaviour");
        return malls;
    }

    // The log is written after the seller has answered.
    private static async Task<JsonNode> UntilAsync(Malls malls, Func<JsonNode, bool> holds)
    {
        while (true)
        {
            var newest = (await malls.AdminAsync("GET", "webhooks")).Body.AsArray()[0]!;
            if (holds(newest))
                return newest;
        }
    }
}
