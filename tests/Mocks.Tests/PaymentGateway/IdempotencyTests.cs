namespace Platform.Mocks.Tests.PaymentGateway;

public class IdempotencyTests
{
    [Fact]
    public async Task The_same_key_answers_the_same_and_does_nothing_twice()
    {
        await using var gateway = await Gateway.StartAsync();
        var key = await gateway.OpenAsync("order-0001");
        await gateway.ConfirmAsync(key, "order-0001");
        var cancel = new { cancelReason = "one piece", cancelAmount = 5_000 };

        var first = await gateway.PostAsync($"/v1/payments/{key}/cancel", cancel, "cancel-1");
        var second = await gateway.PostAsync($"/v1/payments/{key}/cancel", cancel, "cancel-1");

        second.Body.ToJsonString().ShouldBe(first.Body.ToJsonString());
        ((long)(await gateway.GetAsync($"/v1/payments/{key}")).Body["balanceAmount"]!).ShouldBe(10_000);
    }

    [Fact]
    public async Task Errors_are_repeated_too()
    {
        await using var gateway = await Gateway.StartAsync();

        var before = await gateway.ConfirmAsync("pay_x", "order-0001", key: "k");
        var after = await gateway.ConfirmAsync("pay_x", "order-0001", key: "k");

        before.Status.ShouldBe(404);
        after.Body.ToJsonString().ShouldBe(before.Body.ToJsonString());
    }

    [Fact]
    public async Task A_key_used_for_another_body_or_call_is_refused()
    {
        await using var gateway = await Gateway.StartAsync();
        var key = await gateway.OpenAsync("order-0001");
        await gateway.ConfirmAsync(key, "order-0001", key: "k");

        var otherBody = await gateway.ConfirmAsync(key, "order-0001", amount: 14_000, key: "k");
        var otherCall = await gateway.PostAsync($"/v1/payments/{key}/cancel", new { cancelReason = "x" }, "k");
        var tooLong = await gateway.ConfirmAsync(key, "order-0001", key: new string('k', 301));

        (otherBody.Status, (string?)otherBody.Body["code"]).ShouldBe((422, "IDEMPOTENCY_KEY_REUSED"));
        otherCall.Status.ShouldBe(422);
        (tooLong.Status, (string?)tooLong.Body["code"]).ShouldBe((400, "INVALID_IDEMPOTENCY_KEY"));
    }

    [Fact]
    public async Task Many_at_once_with_one_key_open_one_payment()
    {
        await using var gateway = await Gateway.StartAsync();
        var body = new
        {
            orderId = "order-0001",
            amount = 1000,
            cardNumber = Gateway.Approved,
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.PostAsync("/v1/payments", body, "open")));

        answers.Where(answer => answer.Status == 200).Select(answer => (string?)answer.Body["paymentKey"]).Distinct().Count().ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Status == 200 || answer.Status == 409);
        (await gateway.GetAsync("/__admin/payments")).Body.AsArray().Count.ShouldBe(1);
    }
}
