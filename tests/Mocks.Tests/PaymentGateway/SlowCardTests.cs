namespace Platform.Mocks.Tests.PaymentGateway;

public class SlowCardTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(17);
    private readonly ManualTime time = new();

    [Fact]
    public async Task A_card_that_never_answers_is_undecided_then_aborted_and_its_connection_cut()
    {
        await using var gateway = await StartAsync();
        var key = await gateway.OpenAsync("order-0001", card: "4000 0000 0000 0028");

        var confirm = gateway.ConfirmAsync(key, "order-0001", key: "once");
        await time.WhenWaitingAsync(Hang);
        (await StatusAsync(gateway)).ShouldBe("IN_PROGRESS");
        var meanwhile = await gateway.ConfirmAsync(key, "order-0001", key: "once");
        var cancel = await gateway.PostAsync($"/v1/payments/{key}/cancel", new { cancelReason = "no answer" });
        time.Advance(Hang);

        await Should.ThrowAsync<HttpRequestException>(confirm);
        (await StatusAsync(gateway)).ShouldBe("ABORTED");
        (meanwhile.Status, (string?)meanwhile.Body["code"]).ShouldBe((409, "IDEMPOTENT_REQUEST_PROCESSING"));
        ((string?)cancel.Body["code"]).ShouldBe("NOT_CANCELABLE_PAYMENT");
        var again = await gateway.ConfirmAsync(key, "order-0001", key: "once");
        ((string?)again.Body["code"]).ShouldBe("NOT_FOUND_PAYMENT_SESSION");
    }

    [Fact]
    public async Task A_card_that_answers_late_is_charged_at_once_even_if_the_shop_has_hung_up()
    {
        await using var gateway = await StartAsync();
        var key = await gateway.OpenAsync("order-0001", card: "4000 0000 0000 0036");

        await HangUpAsync(gateway, key);

        (await StatusAsync(gateway)).ShouldBe("DONE");
        time.Advance(Hang);
        var repeated = await UntilAnsweredAsync(gateway, key);
        (repeated.Status, (string?)repeated.Body["status"]).ShouldBe((200, "DONE"));
    }

    [Fact]
    public async Task A_card_that_is_charged_late_is_undecided_until_then_even_if_the_shop_has_hung_up()
    {
        await using var gateway = await StartAsync();
        var key = await gateway.OpenAsync("order-0001", card: "4000 0000 0000 0044");

        await HangUpAsync(gateway, key);

        (await StatusAsync(gateway)).ShouldBe("IN_PROGRESS");
        var other = await gateway.PostAsync(
            "/v1/payments",
            new
            {
                orderId = "order-0001",
                amount = 15_000,
                cardNumber = Gateway.Approved,
            }
        );
        ((string?)other.Body["code"]).ShouldBe("DUPLICATED_ORDER_ID");
        time.Advance(Hang);
        await UntilAnsweredAsync(gateway, key);
        (await StatusAsync(gateway)).ShouldBe("DONE");
    }

    [Fact]
    public async Task A_payment_nobody_confirms_expires_after_half_an_hour()
    {
        await using var gateway = await StartAsync();
        var key = await gateway.OpenAsync("order-0001");

        time.Advance(TimeSpan.FromMinutes(31));

        (await StatusAsync(gateway)).ShouldBe("EXPIRED");
        ((string?)(await gateway.ConfirmAsync(key, "order-0001")).Body["code"]).ShouldBe("NOT_FOUND_PAYMENT_SESSION");
    }

    private Task<Gateway> StartAsync() => Gateway.StartAsync(time, ("HangSeconds", "17"));

    private static async Task<string?> StatusAsync(Gateway gateway) =>
        (string?)(await gateway.GetAsync("/v1/payments/orders/order-0001")).Body["status"];

    private async Task HangUpAsync(Gateway gateway, string key)
    {
        using var patience = new CancellationTokenSource();
        using var shop = new HttpClient { BaseAddress = gateway.Url };
        shop.DefaultRequestHeaders.Authorization = gateway.Shop.DefaultRequestHeaders.Authorization;
        shop.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        using var body = System.Net.Http.Json.JsonContent.Create(
            new
            {
                paymentKey = key,
                orderId = "order-0001",
                amount = 15_000,
            }
        );
        var confirm = shop.PostAsync("/v1/payments/confirm", body, patience.Token);
        await time.WhenWaitingAsync(Hang);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(confirm);
    }

    // The charge ends on another thread; the gateway says 409 until it has.
    private static async Task<(int Status, System.Text.Json.Nodes.JsonNode Body)> UntilAnsweredAsync(Gateway gateway, string key)
    {
        while (true)
        {
            var answer = await gateway.ConfirmAsync(key, "order-0001", key: "once");
            if (answer.Status != 409)
                return answer;
        }
    }
}
