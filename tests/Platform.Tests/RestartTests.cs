using System.Net;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class RestartTests(SharedGraph shared) : GraphTest(shared)
{
    private const int Stock = 100_000;

    [Fact]
    public async Task A_rolling_restart_of_ordering_drops_no_request()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var product = await ProductAsync(Stock);
        var shoppers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Shopper.RegisterAsync(Gateway)));
        var before = Graph.ProcessIds("ordering");

        var restart = Graph.App.ResourceCommands.ExecuteCommandAsync("ordering", "restart", cancellation);
        var shopping = shoppers.Select(shopper => ShopWhileAsync(shopper, product, restart)).ToList();
        var restarted = await restart.WaitAsync(Graph.Patience, cancellation);
        var answers = (await Task.WhenAll(shopping)).SelectMany(answer => answer).ToList();

        restarted.Success.ShouldBeTrue(restarted.Message);
        Graph.ProcessIds("ordering").Intersect(before).ShouldBeEmpty();
        answers.Where(answer => answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Created)).ShouldBeEmpty();
        var ordered = answers.Count(answer => answer.Status == HttpStatusCode.Created);
        ordered.ShouldBeGreaterThan(0);
        (await StockAsync(product)).ShouldBe(Stock - ordered);
    }

    private static async Task<List<Answer>> ShopWhileAsync(Shopper shopper, long product, Task meanwhile)
    {
        List<Answer> answers = [];
        while (!meanwhile.IsCompleted)
        {
            answers.Add(await shopper.OrderAsync(product));
            answers.Add(await shopper.GetAsync("/api/v1/orders?pageSize=1"));
        }
        return answers;
    }
}
