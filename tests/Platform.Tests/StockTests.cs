using System.Net;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class StockTests(SharedGraph shared) : GraphTest(shared)
{
    [Fact]
    public async Task A_hundred_shoppers_who_order_the_last_ten_pieces_at_once_get_ten_orders_and_ninety_refusals()
    {
        var product = await ProductAsync(stock: 10);
        var shoppers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Shopper.RegisterAsync(Gateway)));

        var answers = await Task.WhenAll(shoppers.Select(shopper => shopper.OrderAsync(product)));

        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(10, Statuses(answers));
        var refusals = answers.Where(answer => answer.Status == HttpStatusCode.Conflict).ToList();
        refusals.Count.ShouldBe(90, Statuses(answers));
        refusals.ShouldAllBe(refusal => refusal.Text("code") == "insufficient_stock" && refusal.Number("productId") == product);
        (await StockAsync(product)).ShouldBe(0);
    }

    [Fact]
    public async Task One_key_sent_many_times_at_once_is_one_order()
    {
        var product = await ProductAsync(stock: 10);
        var shopper = await Shopper.RegisterAsync(Gateway);
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shopper.OrderAsync(product, key: key)));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created, Statuses(answers));
        answers.Select(answer => answer.Text("id")).Distinct().Count().ShouldBe(1);
        (await StockAsync(product)).ShouldBe(9);
    }

    private static string Statuses(IEnumerable<Answer> answers) =>
        string.Join(", ", answers.GroupBy(answer => answer.ToString()).Select(group => $"{group.Count()} x {group.Key}"));
}
