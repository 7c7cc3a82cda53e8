using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Platform.Mocks.Tests.PaymentGateway;

public sealed class CheckoutWindowTests
{
    private const string Back = "http://shop.example/pay/done?step=2";

    [Fact]
    public async Task The_page_shows_what_is_paid_and_offers_test_cards()
    {
        await using var window = await OpenWindowAsync();

        var (status, html, _) = await window.GetAsync(Query(orderName: "텀블러 외 1건"));

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("15,000원");
        html.ShouldContain("텀블러 외 1건");
        html.ShouldContain("order-0001");
        html.ShouldContain("shop.example");
        html.ShouldContain("4000 0000 0000 0002");
        html.ShouldContain("<html lang=\"ko\">");
    }

    [Fact]
    public async Task It_speaks_English()
    {
        await using var window = await OpenWindowAsync();

        var (_, html, _) = await window.GetAsync(Query(language: "en"));

        html.ShouldContain("<html lang=\"en\">");
        html.ShouldContain("₩15,000 Pay");
    }

    [Fact]
    public async Task A_card_opens_the_payment_and_the_shopper_comes_back_with_its_key()
    {
        await using var window = await OpenWindowAsync();

        var (status, _, location) = await window.PayAsync(Query(), Gateway.Approved);
        var back = QueryHelpers.ParseQuery(location!.Query);

        status.ShouldBe(HttpStatusCode.SeeOther);
        location.GetLeftPart(UriPartial.Path).ShouldBe("http://shop.example/pay/done");
        (back["step"].ToString(), back["orderId"].ToString(), back["amount"].ToString()).ShouldBe(("2", "order-0001", "15000"));
        var (_, opened) = await window.Gateway.GetAsync($"/v1/payments/{back["paymentKey"]}");
        ((string?)opened["status"]).ShouldBe("READY");
        var (confirmed, payment) = await window.Gateway.ConfirmAsync(back["paymentKey"]!, "order-0001");
        confirmed.ShouldBe(200);
        ((string?)payment["status"]).ShouldBe("DONE");
    }

    [Fact]
    public async Task An_amount_that_was_changed_on_the_way_is_not_confirmed()
    {
        await using var window = await OpenWindowAsync();
        var (_, _, location) = await window.PayAsync(Query(amount: "100"), Gateway.Approved);
        var key = QueryHelpers.ParseQuery(location!.Query)["paymentKey"];

        var (status, error) = await window.Gateway.ConfirmAsync(key!, "order-0001", amount: 15_000);

        (status, (string?)error["code"]).ShouldBe((400, "INVALID_REQUEST"));
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("4242 4242 4242 4241")]
    [InlineData("\"><script>alert(1)</script>")]
    public async Task A_number_that_is_no_cards_is_said_on_the_page(string number)
    {
        await using var window = await OpenWindowAsync();

        var (status, html, location) = await window.PayAsync(Query(language: "en"), number);

        status.ShouldBe(HttpStatusCode.BadRequest);
        location.ShouldBeNull();
        html.ShouldContain("aria-invalid=\"true\"");
        html.ShouldContain($"value=\"{WebUtility.HtmlEncode(number)}\"");
        html.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task Names_are_text_and_never_markup()
    {
        await using var window = await OpenWindowAsync();

        var (_, html, _) = await window.GetAsync(Query(orderName: "<img src=x onerror=alert(1)>"));

        html.ShouldNotContain("<img");
        html.ShouldContain("&lt;img");
    }

    [Fact]
    public async Task Who_turns_back_is_told_apart_from_who_failed()
    {
        await using var window = await OpenWindowAsync();

        var (_, html, _) = await window.GetAsync(Query());

        html.ShouldContain("http://shop.example/pay/failed?code=PAY_PROCESS_CANCELED");
    }

    [Fact]
    public async Task An_order_that_is_charged_already_goes_back_at_once()
    {
        await using var window = await OpenWindowAsync();
        var key = await window.Gateway.OpenAsync("order-0001");
        await window.Gateway.ConfirmAsync(key, "order-0001");

        var (status, _, location) = await window.PayAsync(Query(), Gateway.Approved);

        status.ShouldBe(HttpStatusCode.SeeOther);
        location!.GetLeftPart(UriPartial.Path).ShouldBe("http://shop.example/pay/failed");
        QueryHelpers.ParseQuery(location.Query)["code"].ToString().ShouldBe("DUPLICATED_ORDER_ID");
    }

    [Theory]
    [InlineData("orderId", "x")]
    [InlineData("amount", "-5")]
    [InlineData("amount", "1.5")]
    [InlineData("successUrl", "javascript:alert(1)")]
    [InlineData("failUrl", "/relative")]
    public async Task What_a_shop_asks_wrongly_is_named(string field, string value)
    {
        await using var window = await OpenWindowAsync();
        var query = QueryHelpers.ParseQuery(Query()).ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        query[field] = value;

        var (status, html, location) = await window.GetAsync(QueryHelpers.AddQueryString("", query));

        status.ShouldBe(HttpStatusCode.BadRequest);
        location.ShouldBeNull();
        html.ShouldContain("INVALID_REQUEST");
        html.ShouldContain(field);
    }

    private static string Query(string orderName = "텀블러", string amount = "15000", string language = "ko") =>
        QueryHelpers.AddQueryString(
            "",
            new Dictionary<string, string?>
            {
                ["orderId"] = "order-0001",
                ["amount"] = amount,
                ["orderName"] = orderName,
                ["successUrl"] = Back,
                ["failUrl"] = "http://shop.example/pay/failed",
                ["lang"] = language,
            }
        );

    private static async Task<Window> OpenWindowAsync() => new(await Gateway.StartAsync());

    /// <summary>A shopper's browser, which follows no redirects here.</summary>
    private sealed class Window(Gateway gateway) : IAsyncDisposable
    {
        private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = gateway.Url };

        public Gateway Gateway => gateway;

        public async Task<(HttpStatusCode Status, string Html, Uri? Location)> GetAsync(string query) =>
            await ReadAsync(await _browser.GetAsync("/checkout" + query, TestContext.Current.CancellationToken));

        public async Task<(HttpStatusCode Status, string Html, Uri? Location)> PayAsync(string query, string card)
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("cardNumber", card)]);
            return await ReadAsync(await _browser.PostAsync("/checkout" + query, form, TestContext.Current.CancellationToken));
        }

        public async ValueTask DisposeAsync()
        {
            _browser.Dispose();
            await gateway.DisposeAsync();
        }

        private static async Task<(HttpStatusCode, string, Uri?)> ReadAsync(HttpResponseMessage response)
        {
            using var read = response;
            return (
                response.StatusCode,
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                response.Headers.Location
            );
        }
    }
}
