using System.Net;
using System.Net.Http.Json;

namespace Platform.Mocks.Tests.PaymentGateway;

public class PaymentTests
{
    [Fact]
    public async Task A_confirmed_payment_is_done_and_found_by_key_and_by_order()
    {
        await using var gateway = await Gateway.StartAsync();
        var key = await gateway.OpenAsync("order-0001");

        var (status, payment) = await gateway.ConfirmAsync(key, "order-0001");

        status.ShouldBe(200);
        ((string?)payment["status"]).ShouldBe("DONE");
        ((long)payment["totalAmount"]!).ShouldBe(15_000);
        ((long)payment["suppliedAmount"]! + (long)payment["vat"]!).ShouldBe(15_000);
        ((string?)payment["card"]!["number"]).ShouldBe("42424242****4242");
        ((string?)payment["approvedAt"]).ShouldEndWith("+09:00");
        var byKey = await gateway.GetAsync($"/v1/payments/{key}");
        var byOrder = await gateway.GetAsync("/v1/payments/orders/order-0001");
        byKey.Body.ToJsonString().ShouldBe(payment.ToJsonString());
        byOrder.Body.ToJsonString().ShouldBe(payment.ToJsonString());
    }

    [Theory]
    [InlineData("4000 0000 0000 0002", 403, "REJECT_CARD_COMPANY")]
    [InlineData("4000-0000-0000-9995", 403, "REJECT_CARD_PAYMENT")]
    [InlineData("4000000000009979", 400, "INVALID_CARD_LOST_OR_STOLEN")]
    [InlineData("4000000000000069", 400, "INVALID_CARD_EXPIRATION")]
    public async Task A_refused_card_aborts_the_payment_for_good(string card, int status, string code)
    {
        await using var gateway = await Gateway.StartAsync();
        var key = await gateway.OpenAsync("order-0001", card: card);

        var refused = await gateway.ConfirmAsync(key, "order-0001");

        (refused.Status, (string?)refused.Body["code"]).ShouldBe((status, code));
        var (_, payment) = await gateway.GetAsync($"/v1/payments/{key}");
        ((string?)payment["status"]).ShouldBe("ABORTED");
        ((string?)payment["failure"]!["code"]).ShouldBe(code);
        var again = await gateway.ConfirmAsync(key, "order-0001");
        (again.Status, (string?)again.Body["code"]).ShouldBe((404, "NOT_FOUND_PAYMENT_SESSION"));
    }

    [Fact]
    public async Task A_provider_that_stumbles_charges_on_the_second_try()
    {
        await using var gateway = await Gateway.StartAsync();
        var key = await gateway.OpenAsync("order-0001", card: "4000 0000 0000 0119");

        var first = await gateway.ConfirmAsync(key, "order-0001", key: "try-1");
        var repeated = await gateway.ConfirmAsync(key, "order-0001", key: "try-1");
        var second = await gateway.ConfirmAsync(key, "order-0001", key: "try-2");

        (first.Status, (string?)first.Body["code"]).ShouldBe((400, "PROVIDER_ERROR"));
        (repeated.Status, (string?)repeated.Body["code"]).ShouldBe((400, "PROVIDER_ERROR"));
        (second.Status, (string?)second.Body["status"]).ShouldBe((200, "DONE"));
    }

    [Fact]
    public async Task A_gateway_that_fails_after_charging_tells_the_truth_when_asked()
    {
        await using var gateway = await Gateway.StartAsync();
        var key = await gateway.OpenAsync("order-0001", card: "4000 0000 0000 0051");

        var failed = await gateway.ConfirmAsync(key, "order-0001");

        (failed.Status, (string?)failed.Body["code"]).ShouldBe((500, "FAILED_INTERNAL_SYSTEM_PROCESSING"));
        ((string?)(await gateway.GetAsync("/v1/payments/orders/order-0001")).Body["status"]).ShouldBe("DONE");
    }

    [Fact]
    public async Task An_order_is_charged_once_however_many_payments_try_at_once()
    {
        await using var gateway = await Gateway.StartAsync();
        var keys = new List<string>();
        for (var i = 0; i < 10; i++)
            keys.Add(await gateway.OpenAsync("order-0001"));

        var answers = await Task.WhenAll(keys.Select(key => gateway.ConfirmAsync(key, "order-0001")));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => (string?)answer.Body["code"] == "DUPLICATED_ORDER_ID");
        var (status, body) = await gateway.PostAsync(
            "/v1/payments",
            new
            {
                orderId = "order-0001",
                amount = 1000,
                cardNumber = Gateway.Approved,
            }
        );
        (status, (string?)body["code"]).ShouldBe((400, "DUPLICATED_ORDER_ID"));
    }

    [Fact]
    public async Task A_payment_can_be_cancelled_in_parts_down_to_nothing_and_no_further()
    {
        await using var gateway = await Gateway.StartAsync();
        var key = await gateway.OpenAsync("order-0001");
        var path = $"/v1/payments/{key}/cancel";
        var early = await gateway.PostAsync(path, new { cancelReason = "too early" });
        await gateway.ConfirmAsync(key, "order-0001");

        var part = await gateway.PostAsync(path, new { cancelReason = "one piece", cancelAmount = 5_000 });
        var tooMuch = await gateway.PostAsync(path, new { cancelReason = "too much", cancelAmount = 10_001 });
        var rest = await gateway.PostAsync(path, new { cancelReason = "the rest" });
        var again = await gateway.PostAsync(path, new { cancelReason = "again" });

        (early.Status, (string?)early.Body["code"]).ShouldBe((403, "NOT_CANCELABLE_PAYMENT"));
        (part.Status, (string?)part.Body["status"], (long)part.Body["balanceAmount"]!).ShouldBe((200, "PARTIAL_CANCELED", 10_000));
        (tooMuch.Status, (string?)tooMuch.Body["code"]).ShouldBe((403, "NOT_CANCELABLE_AMOUNT"));
        (rest.Status, (string?)rest.Body["status"], (long)rest.Body["balanceAmount"]!).ShouldBe((200, "CANCELED", 0));
        rest.Body["cancels"]!.AsArray().Select(cancel => (long)cancel!["cancelAmount"]!).ShouldBe([5_000, 10_000]);
        (again.Status, (string?)again.Body["code"]).ShouldBe((400, "ALREADY_CANCELED_PAYMENT"));
    }

    [Fact]
    public async Task A_confirm_that_contradicts_the_payment_is_refused_by_field_and_charges_nothing()
    {
        await using var gateway = await Gateway.StartAsync();
        var key = await gateway.OpenAsync("order-0001");

        var amount = await gateway.ConfirmAsync(key, "order-0001", amount: 1);
        var order = await gateway.ConfirmAsync(key, "order-0002");
        var unknown = await gateway.ConfirmAsync("pay_nobody", "order-0001");

        (amount.Status, (string?)amount.Body["code"]).ShouldBe((400, "INVALID_REQUEST"));
        ((string)amount.Body["message"]!).ShouldContain("amount");
        ((string)order.Body["message"]!).ShouldContain("orderId");
        (unknown.Status, (string?)unknown.Body["code"]).ShouldBe((404, "NOT_FOUND_PAYMENT"));
        ((string?)(await gateway.GetAsync($"/v1/payments/{key}")).Body["status"]).ShouldBe("READY");
    }

    [Theory]
    [InlineData("""{ "amount": 1000, "cardNumber": "4242424242424242" }""", "INVALID_REQUEST")]
    [InlineData("""{ "orderId": "x y", "amount": 1000, "cardNumber": "4242424242424242" }""", "INVALID_REQUEST")]
    [InlineData("""{ "orderId": "order-0001", "amount": 1000.5, "cardNumber": "4242424242424242" }""", "INVALID_REQUEST")]
    [InlineData("""{ "orderId": "order-0001", "amount": "1000", "cardNumber": "4242424242424242" }""", "INVALID_REQUEST")]
    [InlineData("""{ "orderId": "order-0001", "amount": 99, "cardNumber": "4242424242424242" }""", "BELOW_MINIMUM_AMOUNT")]
    [InlineData("""{ "orderId": "order-0001", "amount": 10000001, "cardNumber": "4242424242424242" }""", "EXCEED_MAX_AMOUNT")]
    [InlineData("""{ "orderId": "order-0001", "amount": 1000, "cardNumber": "4242424242424243" }""", "INVALID_CARD_NUMBER")]
    [InlineData("[]", "INVALID_REQUEST")]
    [InlineData("not json", "INVALID_REQUEST")]
    public async Task A_malformed_call_is_refused(string body, string code)
    {
        await using var gateway = await Gateway.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await gateway.Shop.PostAsync("/v1/payments", content, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = await response.Content.ReadFromJsonAsync<Dictionary<string, string>>(TestContext.Current.CancellationToken);
        error!["code"].ShouldBe(code);
    }

    [Fact]
    public async Task Without_the_secret_key_nothing_is_answered_and_messages_follow_the_language()
    {
        await using var gateway = await Gateway.StartAsync();
        using var stranger = new HttpClient { BaseAddress = gateway.Url };
        stranger.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-US");

        using var none = await stranger.GetAsync("/v1/payments/x", TestContext.Current.CancellationToken);
        stranger.DefaultRequestHeaders.Authorization = Gateway.Basic("another key");
        using var wrong = await stranger.GetAsync("/v1/payments/x", TestContext.Current.CancellationToken);
        var korean = await gateway.GetAsync("/v1/payments/x");

        none.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("secret key");
        ((string)korean.Body["message"]!).ShouldContain("결제");
    }

    [Fact]
    public async Task Key_in_charges_in_one_call_and_the_rest_of_the_api_says_not_found()
    {
        await using var gateway = await Gateway.StartAsync();

        var paid = await gateway.PostAsync(
            "/v1/payments/key-in",
            new
            {
                orderId = "order-0001",
                amount = 3000,
                cardNumber = "5555-5555-5555-4444",
            }
        );
        var unknown = await gateway.GetAsync("/v1/settlements");

        (paid.Status, (string?)paid.Body["status"], (string?)paid.Body["card"]!["cardType"]).ShouldBe((200, "DONE", "체크"));
        (unknown.Status, (string?)unknown.Body["code"]).ShouldBe((404, "NOT_FOUND"));
    }
}
