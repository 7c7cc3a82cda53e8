using System.Net;
using Platform.Tests.Support;

namespace Platform.Tests;

public sealed class IsolationTests
{
    [Fact]
    public async Task Three_graphs_run_side_by_side_know_nothing_of_each_other_and_leave_nothing()
    {
        var starting = Enumerable.Range(0, 3).Select(_ => Graph.StartAsync()).ToList();
        IReadOnlyList<RunningProcess> processes = [];
        IReadOnlyList<string> directories = [];
        try
        {
            var graphs = await Task.WhenAll(starting);
            processes = [.. graphs.SelectMany(graph => graph.Processes())];
            directories = [.. graphs.Select(graph => graph.Directory)];
            await KnowNothingOfEachOther(graphs);
        }
        finally
        {
            await Task.WhenAll(
                starting.Where(start => start.IsCompletedSuccessfully).Select(start => start.Result.DisposeAsync().AsTask())
            );
        }

        processes.Count.ShouldBeGreaterThanOrEqualTo(3 * 15, "two servers, and thirteen processes of services and mocks each");
        processes.Where(process => process.Lives).ShouldBeEmpty();
        directories.Where(Directory.Exists).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_that_does_not_start_is_shown_with_its_last_log_lines()
    {
        var failure = await Should.ThrowAsync<GraphException>(async () =>
        {
            await using var graph = await Graph.StartAsync(
                builder => builder.Set("users", "Tokens__Lifetime", "for ever"),
                "--Platform:Only=users"
            );
        });

        failure.Message.ShouldContain("'users'");
        failure.Message.ShouldContain("'for ever'", customMessage: "what the service itself said");
    }

    private static async Task KnowNothingOfEachOther(Graph[] graphs)
    {
        var ports = graphs.SelectMany(graph => graph.Ports()).ToList();
        ports.ShouldBeUnique();
        ports.ShouldNotContain(8080);
        (await Task.WhenAll(graphs.Select(graph => graph.SecretsAsync()))).SelectMany(secrets => secrets).ShouldBeUnique();

        var email = "only.in.the.first@example.com";
        var shopper = await Shopper.RegisterAsync(graphs[0].Gateway, email);
        (await shopper.OrderAsync(productId: 1)).With(HttpStatusCode.Created);

        (await Shopper.LoginAsync(graphs[1].Gateway, email)).With(HttpStatusCode.Unauthorized);
        (await Shopper.LoginAsync(graphs[2].Gateway, email)).With(HttpStatusCode.Unauthorized);
        var stranger = new Shopper(graphs[1].Gateway, shopper.Token);
        (await stranger.GetAsync("/api/v1/orders")).With(HttpStatusCode.Unauthorized);
        (await StockAsync(graphs[0])).ShouldBe(await StockAsync(graphs[1]) - 1);
    }

    private static async Task<long> StockAsync(Graph graph) =>
        (await Answer.SendAsync(graph.Gateway, new(HttpMethod.Get, "/api/v1/products/1"))).With(HttpStatusCode.OK).Number("stock");
}
