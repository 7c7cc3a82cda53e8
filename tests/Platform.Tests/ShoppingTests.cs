using System.Net;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class ShoppingTests(SharedGraph shared) : GraphTest(shared)
{
    [Fact]
    public async Task A_product_is_read_through_the_gateway()
    {
        var product = await Answer.SendAsync(Gateway, new(HttpMethod.Get, "/api/v1/products/1"));

        product.With(HttpStatusCode.OK).Number("id").ShouldBe(1);
        product.Number("price").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_shop_has_a_thousand_products_in_twenty_categories()
    {
        var products = await Answer.SendAsync(Gateway, new(HttpMethod.Get, "/api/v1/products?page=2&pageSize=30&sort=price"));
        var categories = await Answer.SendAsync(Gateway, new(HttpMethod.Get, "/api/v1/categories"));

        products.With(HttpStatusCode.OK).Number("total").ShouldBe(1000);
        products.Items.Count.ShouldBe(30);
        products.Items.Select(product => (long)product!["price"]!).ShouldBeInOrder();
        categories.With(HttpStatusCode.OK).Items.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_shopper_fills_a_cart_orders_pays_and_reads_the_order_as_paid()
    {
        var product = await ProductAsync(stock: 5);
        var shopper = await Shopper.RegisterAsync(Gateway);
        await shopper.PutInCartAsync(product, 2);
        var key = Guid.NewGuid().ToString();

        var order = (await shopper.OrderCartAsync(key)).With(HttpStatusCode.Created);
        var again = (await shopper.OrderCartAsync(key)).With(HttpStatusCode.Created);
        var payment = (await shopper.PayAsync(order.Text("id"))).With(HttpStatusCode.Created);

        again.Text("id").ShouldBe(order.Text("id"));
        payment.Text("status").ShouldBe("PAID");
        payment.Number("amount").ShouldBe(order.Number("total"));
        (await shopper.OrderStatusAsync(order.Text("id"))).Text("status").ShouldBe("PAID");
        (await shopper.GetAsync("/api/v1/cart")).Items.ShouldBeEmpty();
        (await StockAsync(product)).ShouldBe(3);
    }

    [Fact]
    public async Task A_seeded_shopper_logs_in()
    {
        var login = await Shopper.LoginAsync(Gateway, "shopper1@example.com");

        login.With(HttpStatusCode.OK).Text("access_token").Split('.').Length.ShouldBe(3);
    }

    [Fact]
    public async Task An_unpaid_order_that_is_cancelled_gives_its_stock_back()
    {
        var product = await ProductAsync(stock: 5);
        var shopper = await Shopper.RegisterAsync(Gateway);
        using var updates = await OrderUpdates.OpenAsync(Gateway.BaseAddress!, shopper);
        var order = (await shopper.OrderAsync(product, 4)).With(HttpStatusCode.Created).Text("id");
        (await StockAsync(product)).ShouldBe(1);

        (await shopper.CancelAsync(order)).With(HttpStatusCode.OK).Text("status").ShouldBe("CANCELLED");

        (await updates.UntilAsync(order, "CANCELLED")).ShouldContain("CANCELLED");
        (await shopper.PayAsync(order)).With(HttpStatusCode.Conflict);
        await StockBecomesAsync(product, 5);
    }

    [Fact]
    public async Task A_paid_order_that_is_cancelled_is_refunded()
    {
        var product = await ProductAsync(stock: 5);
        var shopper = await Shopper.RegisterAsync(Gateway);
        using var updates = await OrderUpdates.OpenAsync(Gateway.BaseAddress!, shopper);
        var order = (await shopper.OrderAsync(product)).With(HttpStatusCode.Created).Text("id");
        var payment = (await shopper.PayAsync(order)).With(HttpStatusCode.Created);

        await shopper.CancelAsync(order);

        (await updates.UntilAsync(order, "REFUNDED")).ShouldContain("PAID");
        var refunded = await shopper.GetAsync($"/api/v1/payments/{payment.Text("id")}");
        refunded.Text("status").ShouldBe("REFUNDED");
        refunded.Number("refunded").ShouldBe(payment.Number("amount"));
        await StockBecomesAsync(product, 5);
    }

    [Fact]
    public async Task Part_of_a_payment_is_given_back_and_no_more_than_all()
    {
        var shopper = await Shopper.RegisterAsync(Gateway);
        var order = (await shopper.OrderAsync(await ProductAsync(stock: 5))).With(HttpStatusCode.Created).Text("id");
        var payment = (await shopper.PayAsync(order)).With(HttpStatusCode.Created);

        var part = await shopper.RefundAsync(payment.Text("id"), 100);
        var tooMuch = await shopper.RefundAsync(payment.Text("id"), payment.Number("amount"));

        part.With(HttpStatusCode.OK);
        tooMuch.With(HttpStatusCode.Conflict).Text("code").ShouldBe("exceeds_refundable");
        (await shopper.GetAsync($"/api/v1/payments/{payment.Text("id")}")).Number("refunded").ShouldBe(100);
    }

    [Fact]
    public async Task Somebody_elses_order_is_not_found()
    {
        var shopper = await Shopper.RegisterAsync(Gateway);
        var other = await Shopper.RegisterAsync(Gateway);
        var order = (await shopper.OrderAsync(await ProductAsync(stock: 5))).With(HttpStatusCode.Created).Text("id");

        (await other.OrderStatusAsync(order)).With(HttpStatusCode.NotFound);
        (await other.CancelAsync(order)).With(HttpStatusCode.NotFound);
        (await other.PayAsync(order)).With(HttpStatusCode.NotFound);
        (await other.GetAsync("/api/v1/orders")).Items.ShouldBeEmpty();
        (await shopper.GetAsync("/api/v1/orders")).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_open_page_hears_of_the_order_whichever_replica_changes_it()
    {
        var shopper = await Shopper.RegisterAsync(Gateway);
        var product = await ProductAsync(stock: 50);
        using var page = await OrderUpdates.OpenAsync(Gateway.BaseAddress!, shopper);
        using var otherPage = await OrderUpdates.OpenAsync(Gateway.BaseAddress!, shopper);

        // Several: of two replicas each gets some.
        for (var count = 0; count < 4; count++)
        {
            var order = (await shopper.OrderAsync(product)).With(HttpStatusCode.Created).Text("id");
            (await shopper.PayAsync(order)).With(HttpStatusCode.Created);

            (await page.UntilAsync(order, "PAID")).ShouldContain("PAYING");
            (await otherPage.UntilAsync(order, "PAID")).ShouldContain("PAYING");
        }
    }

    [Fact]
    public async Task The_inside_cannot_be_reached_through_the_gateway()
    {
        (await Answer.SendAsync(Gateway, new(HttpMethod.Patch, "/internal/products/1"))).With(HttpStatusCode.NotFound);
        (await Answer.SendAsync(Gateway, new(HttpMethod.Get, "/api/v1/orders"))).With(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task One_page_shows_the_api_of_every_service()
    {
        using var page = await Gateway.GetAsync("/docs", TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);

        foreach (
            var (service, path) in new[]
            {
                ("users", "auth/login"),
                ("catalog", "products"),
                ("ordering", "orders"),
                ("payments", "payments"),
            }
        )
        {
            var document = await Answer.SendAsync(Gateway, new(HttpMethod.Get, $"/openapi/{service}.json"));
            document.With(HttpStatusCode.OK).Body!["paths"]!.AsObject().Select(p => p.Key.TrimEnd('/')).ShouldContain($"/api/v1/{path}");
        }
    }

    [Fact]
    public async Task A_shopper_stays_logged_in_when_the_signing_key_changes()
    {
        var before = await Shopper.RegisterAsync(Gateway);
        using var rotate = new HttpRequestMessage(HttpMethod.Post, "/internal/keys/rotate");
        using var rotated = await Graph.Client("users").SendAsync(rotate, TestContext.Current.CancellationToken);
        rotated.IsSuccessStatusCode.ShouldBeTrue();

        var after = await Shopper.RegisterAsync(Gateway);

        after.KeyId.ShouldNotBe(before.KeyId);
        (await before.GetAsync("/api/v1/orders")).With(HttpStatusCode.OK);
        (await after.GetAsync("/api/v1/orders")).With(HttpStatusCode.OK);
        (await after.OrderAsync(await ProductAsync(stock: 1))).With(HttpStatusCode.Created);
    }
}
