using System.Net;
using System.Net.Http.Json;
using Aspire.Hosting.Testing;

namespace Platform.Tests.Support;

/// <summary>A test of the shared graph; when it fails, the graph's states and last log lines stand in its output.</summary>
[Collection(SharedGraphTests.Name)]
public abstract class GraphTest(SharedGraph shared) : IAsyncDisposable
{
    protected Graph Graph => shared.Graph;

    protected Collector Collector => shared.Collector;

    protected HttpClient Gateway => Graph.Gateway;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(await Graph.DescribeAsync());
        }
    }

    /// <summary>A product with that many pieces left, which no other test buys.</summary>
    protected async Task<long> ProductAsync(int stock)
    {
        var product = shared.NextProduct();
        using var change = new HttpRequestMessage(HttpMethod.Patch, $"/internal/products/{product}")
        {
            Content = JsonContent.Create(new { stock }),
        };
        (await Answer.SendAsync(Graph.Catalog, change)).With(HttpStatusCode.OK);
        return product;
    }

    protected async Task<long> StockAsync(long product) =>
        (await Answer.SendAsync(Graph.Catalog, new(HttpMethod.Get, $"/api/v1/products/{product}"))).Number("stock");

    /// <summary>Stock is given back right after the order's change, not within it.</summary>
    protected async Task StockBecomesAsync(long product, int stock) =>
        await Watched.UntilAsync(
            (await Graph.App.GetConnectionStringAsync("catalogdb"))!,
            "products",
            $"exists (select from products where id = {product} and stock = {stock})"
        );
}
