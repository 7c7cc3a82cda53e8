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

    [Theory]
    [InlineData("redis")]
    [InlineData("postgres")]
    public async Task A_restart_of_a_server_costs_a_shopper_no_more_than_trying_again(string server)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var product = await ProductAsync(stock: 10);
        var shopper = await Shopper.RegisterAsync(Gateway);
        var before = (await shopper.OrderAsync(product)).With(HttpStatusCode.Created).Text("id");

        var restarted = await Graph.App.ResourceCommands.ExecuteCommandAsync(server, "restart", cancellation);
        await Graph.App.ResourceNotifications.WaitForResourceHealthyAsync(server, cancellation).WaitAsync(Graph.Patience, cancellation);

        restarted.Success.ShouldBeTrue(restarted.Message);
        var key = Guid.NewGuid().ToString();
        (await TryAsync(() => shopper.PutInCartAsync(product, 2))).With(HttpStatusCode.OK);
        var order = (await TryAsync(() => shopper.OrderCartAsync(key))).With(HttpStatusCode.Created).Text("id");
        foreach (var unpaid in new[] { before, order })
        {
            (await TryAsync(() => shopper.PayAsync(unpaid, key: unpaid))).With(HttpStatusCode.Created);
        }
        (await TryAsync(() => Shopper.LoginAsync(Gateway, "shopper1@example.com"))).With(HttpStatusCode.OK);
        (await StockAsync(product)).ShouldBe(7);
    }

    /// <summary>Repeats what is refused with "try again": connections to the server that was are found out one by one.</summary>
    private static async Task<Answer> TryAsync(Func<Task<Answer>> request)
    {
        using var limit = new CancellationTokenSource(Graph.Patience);
        Answer answer;
        do
        {
            answer = await request();
        } while (answer.Status == HttpStatusCode.ServiceUnavailable && !limit.IsCancellationRequested);
        return answer;
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
