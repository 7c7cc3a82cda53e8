using System.Net;
using System.Net.Http.Json;
using Aspire.Hosting.Testing;
using Npgsql;
using Platform.Tests.Support;

namespace Platform.Tests;

/// <summary>The two malls beside the shop: what is sold there is sold from the same shelf.</summary>
public sealed class ChannelTests(SharedGraph shared) : GraphTest(shared)
{
    [Theory]
    [InlineData("hanbit", "orderNo")]
    [InlineData("byeol", "order_id")]
    public async Task An_order_from_each_mall_arrives_once(string mall, string numberField)
    {
        var product = await OnSaleAsync(mall, stock: 5);

        var number = (await BuyAsync(mall, product, 2)).With(HttpStatusCode.Created).Text(numberField);
        await UntilAsync(
            "orders",
            $"exists (select from orders where channel = '{mall}' and number = '{number}' and status = 'CONFIRMED')"
        );

        (await OrdersOfAsync(mall, number)).ShouldBe(["PAID"]);
        (await StockAsync(product)).ShouldBe(3);
        var seller = await Shopper.RegisterAsync(Gateway);
        var shown = await seller.GetAsync($"/api/v1/channels/orders?channel={mall}&pageSize=100");
        shown.Items.Count(order => (string)order!["number"]! == number).ShouldBe(1, shown.ToString());
        // What was sold at one mall is gone from the other.
        await UntilAsync(
            "listings",
            $"(select count(*) from listings where product_id = {product} and due_at is null and told->>'stock' = '3') = 2"
        );
    }

    [Theory]
    [InlineData("hanbit", "orderNo")]
    [InlineData("byeol", "order_id")]
    public async Task A_malls_buyer_who_cancels_gives_the_piece_back(string mall, string numberField)
    {
        var product = await OnSaleAsync(mall, stock: 2);
        var number = (await BuyAsync(mall, product, 1)).With(HttpStatusCode.Created).Text(numberField);
        await UntilAsync("orders", $"exists (select from orders where number = '{number}' and status = 'CONFIRMED')");

        await AdminAsync($"/{mall}/orders/{number}/cancel", new { });
        await UntilAsync("orders", $"exists (select from orders where number = '{number}' and status = 'CANCELLED')");

        (await OrdersOfAsync(mall, number)).ShouldBe(["CANCELLED"]);
        await StockBecomesAsync(product, 2);
    }

    /// <summary>A product that the mall knows, with that many pieces.</summary>
    private async Task<long> OnSaleAsync(string mall, int stock)
    {
        var product = await ProductAsync(stock);
        await UntilAsync(
            "listings",
            $"exists (select from listings where channel = '{mall}' and product_id = {product} and due_at is null and told->>'stock' = '{stock}')"
        );
        return product;
    }

    private Task<Answer> BuyAsync(string mall, long product, int quantity) =>
        AdminAsync($"/{mall}/orders", new { lines = new[] { new { product = $"p-{product}", quantity } } });

    private Task<Answer> AdminAsync(string path, object body) =>
        Answer.SendAsync(Graph.SalesChannels, new(HttpMethod.Post, $"/__admin{path}") { Content = JsonContent.Create(body) });

    private async Task UntilAsync(string table, string condition) =>
        await Watched.UntilAsync((await Graph.App.GetConnectionStringAsync("channelsdb"))!, table, condition);

    /// <summary>Statuses of the orders that Ordering has under a mall's number.</summary>
    private async Task<IReadOnlyList<string>> OrdersOfAsync(string mall, string number)
    {
        await using var source = NpgsqlDataSource.Create((await Graph.App.GetConnectionStringAsync("orderingdb"))!);
        await using var command = source.CreateCommand("select status from orders where channel = $1 and external_number = $2");
        command.Parameters.Add(new() { Value = mall });
        command.Parameters.Add(new() { Value = number });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var statuses = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            statuses.Add(reader.GetString(0));
        return statuses;
    }
}
