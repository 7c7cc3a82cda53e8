using System.Net;
using System.Text.Json.Nodes;
using Services.Tests.Support;

namespace Services.Tests.Catalog;

public sealed class StockTests(CatalogReplicas catalog) : IClassFixture<CatalogReplicas>
{
    private const string Reservations = "/internal/stock/reservations";

    [Fact]
    public async Task A_hundred_orders_for_the_last_ten_pieces_ten_get_one()
    {
        await SetAsync(product: 101, stock: 10);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => ReserveAsync(Guid.NewGuid(), i % 2 == 0 ? catalog.One : catalog.Other, (101, 1)))
        );
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(10);
        var refused = answers.Where(answer => answer.Status == HttpStatusCode.Conflict).ToList();
        refused.Count.ShouldBe(90);
        refused.ShouldAllBe(answer =>
            answer.Text("code") == "insufficient_stock" && answer.Number("productId") == 101 && answer.Number("available") == 0
        );
        (await StockAsync(101)).ShouldBe(0);
    }

    [Fact]
    public async Task All_items_or_none()
    {
        await SetAsync(product: 102, stock: 5);
        await SetAsync(product: 103, stock: 1);
        var answer = await ReserveAsync(Guid.NewGuid(), (102, 2), (103, 2));
        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Number("productId").ShouldBe(103);
        answer.Number("requested").ShouldBe(2);
        answer.Number("available").ShouldBe(1);
        (await StockAsync(102)).ShouldBe(5);
    }

    [Fact]
    public async Task The_same_order_many_times_takes_its_pieces_once()
    {
        await SetAsync(product: 104, stock: 100);
        var order = Guid.NewGuid();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => ReserveAsync(order, i % 2 == 0 ? catalog.One : catalog.Other, (104, 3)))
        );
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(11);
        answers.Select(answer => answer.Number("total")).Distinct().ShouldHaveSingleItem();
        (await StockAsync(104)).ShouldBe(97);

        (await ReserveAsync(order, (104, 4))).Text("code").ShouldBe("reservation_conflict");
    }

    [Fact]
    public async Task A_release_gives_back_once_and_a_late_request_is_refused()
    {
        await SetAsync(product: 105, stock: 10);
        var order = Guid.NewGuid();
        await ReserveAsync(order, (105, 4));
        (await ReleaseAsync(order)).ShouldBe(HttpStatusCode.NoContent);
        (await ReleaseAsync(order)).ShouldBe(HttpStatusCode.NoContent);
        (await StockAsync(105)).ShouldBe(10);

        var early = Guid.NewGuid();
        (await ReleaseAsync(early)).ShouldBe(HttpStatusCode.NoContent);
        var late = await ReserveAsync(early, (105, 1));
        late.Text("code").ShouldBe("reservation_closed");
        late.Text("reservationStatus").ShouldBe("released");
        (await StockAsync(105)).ShouldBe(10);
    }

    [Fact]
    public async Task A_confirmed_reservation_stays_until_the_order_is_cancelled()
    {
        await SetAsync(product: 106, stock: 10);
        var order = Guid.NewGuid();
        await ReserveAsync(order, (106, 4));
        (await ConfirmAsync(order)).Text("status").ShouldBe("confirmed");
        (await ConfirmAsync(order)).Status.ShouldBe(HttpStatusCode.OK);
        (await StockAsync(106)).ShouldBe(6);
        await ReleaseAsync(order);
        (await StockAsync(106)).ShouldBe(10);
        (await ConfirmAsync(order)).Text("code").ShouldBe("reservation_closed");
        (await ConfirmAsync(Guid.NewGuid())).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_abandoned_reservation_expires_by_itself()
    {
        await SetAsync(product: 107, stock: 10);
        var order = Guid.NewGuid();
        var made = await ReserveAsync(order, catalog.One, DateTimeOffset.UtcNow.AddMilliseconds(700), (107, 4));
        made.Status.ShouldBe(HttpStatusCode.Created, made.ToString());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await catalog.One.GetAsync($"{Reservations}/{order}")).Text("status") != "expired")
            limit.Token.ThrowIfCancellationRequested();
        (await catalog.One.GetAsync("/api/v1/products/107")).Number("stock").ShouldBe(10);
        (await ConfirmAsync(order)).Text("code").ShouldBe("reservation_closed");
    }

    [Fact]
    public async Task Orders_for_the_same_products_in_any_sequence_do_not_deadlock()
    {
        await SetAsync(product: 108, stock: 1000);
        await SetAsync(product: 109, stock: 1000);
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(async i =>
                {
                    var order = Guid.NewGuid();
                    var made = i % 2 == 0 ? await ReserveAsync(order, (108, 1), (109, 1)) : await ReserveAsync(order, (109, 1), (108, 1));
                    return i % 3 == 0 ? await ReleaseAsync(order) : made.Status;
                })
        );
        results.ShouldAllBe(status => status == HttpStatusCode.Created || status == HttpStatusCode.NoContent);
        (await StockAsync(108)).ShouldBe(960);
        (await StockAsync(109)).ShouldBe(960);
    }

    [Fact]
    public async Task An_order_keeps_name_and_price_of_its_reservation()
    {
        await catalog.One.SendAsync(HttpMethod.Patch, "/internal/products/110", new { price = 5000, stock = 10 });
        var order = Guid.NewGuid();
        var made = await ReserveAsync(order, (110, 3));
        await catalog.One.SendAsync(HttpMethod.Patch, "/internal/products/110", new { price = 6000 });
        var kept = await catalog.One.GetAsync($"{Reservations}/{order}");
        kept.Number("total").ShouldBe(15_000);
        JsonNode.DeepEquals(kept.Body!["items"], made.Body!["items"]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_senseless_request_names_the_field()
    {
        Errors(await ReserveAsync(Guid.NewGuid(), (1, 0))).ShouldContainKey("items[0].quantity");
        Errors(await ReserveAsync(Guid.NewGuid(), (1, 1), (1, 2))).ShouldContainKey("items");
        Errors(await ReserveAsync(Guid.NewGuid())).ShouldContainKey("items");
        Errors(await ReserveAsync(Guid.Empty, (1, 1))).ShouldContainKey("orderId");
        Errors(await ReserveAsync(Guid.NewGuid(), catalog.One, DateTimeOffset.UtcNow.AddHours(-1), (1, 1))).ShouldContainKey("expiresAt");
        (await ReserveAsync(Guid.NewGuid(), (987654, 1))).Text("code").ShouldBe("product_not_found");
    }

    private static IDictionary<string, JsonNode?> Errors(Answer answer) => answer.Body!["errors"]!.AsObject();

    private Task<Answer> ReserveAsync(Guid order, params (long Product, int Quantity)[] items) => ReserveAsync(order, catalog.One, items);

    private static Task<Answer> ReserveAsync(Guid order, RunningService replica, params (long Product, int Quantity)[] items) =>
        ReserveAsync(order, replica, DateTimeOffset.UtcNow.AddHours(1), items);

    private static Task<Answer> ReserveAsync(
        Guid orderId,
        RunningService replica,
        DateTimeOffset expiresAt,
        params (long Product, int Quantity)[] items
    ) =>
        replica.PostAsync(
            Reservations,
            new
            {
                orderId,
                expiresAt,
                items = items.Select(item => new { productId = item.Product, quantity = item.Quantity }),
            }
        );

    private Task<Answer> ConfirmAsync(Guid order) => catalog.Other.SendAsync(HttpMethod.Post, $"{Reservations}/{order}/confirm");

    private async Task<HttpStatusCode> ReleaseAsync(Guid order) =>
        (await catalog.Other.SendAsync(HttpMethod.Delete, $"{Reservations}/{order}")).Status;

    private async Task SetAsync(long product, int stock) =>
        (await catalog.One.SendAsync(HttpMethod.Patch, $"/internal/products/{product}", new { stock })).Status.ShouldBe(HttpStatusCode.OK);

    // An edit that changes nothing answers with what the database holds.
    private async Task<long> StockAsync(long product) =>
        (await catalog.One.SendAsync(HttpMethod.Patch, $"/internal/products/{product}", new { })).Number("stock");
}
