using Aspire.Hosting.Testing;

namespace Platform.Tests.Support;

/// <summary>One graph for the tests that get along: each with shoppers of its own.</summary>
public sealed class SharedGraph : IAsyncLifetime
{
    private Graph? _graph;
    private Collector? _collector;
    private long _product = 100;

    public Graph Graph => _graph ?? throw new InvalidOperationException("It is not started.");

    /// <summary>Where the graph's telemetry goes.</summary>
    public Collector Collector => _collector ?? throw new InvalidOperationException("It is not started.");

    public long NextProduct() => Interlocked.Increment(ref _product);

    public async ValueTask InitializeAsync()
    {
        _collector = await Collector.StartAsync();
        _graph = await Graph.StartAsync(ForTests);
    }

    public async ValueTask DisposeAsync()
    {
        if (_graph is not null)
        {
            await _graph.DisposeAsync();
        }
        if (_collector is not null)
        {
            await _collector.DisposeAsync();
        }
    }

    private void ForTests(IDistributedApplicationTestingBuilder builder)
    {
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = Collector.Url;
        builder
            // All tests are one client: their address.
            .Set("gateway", "RateLimit__Permits", "100000")
            // A hundred shoppers register; what a hash costs is not under test.
            .Set("users", "Tokens__PasswordIterations", "1000")
            // Longer than Payments waits: a time-out, but a short one.
            .Set("payment-gateway", "PaymentGateway__HangSeconds", "3")
            .Set("payments", "Resilience__payment-gateway__AttemptTimeout", "00:00:01.500")
            .Set("payments", "Resilience__payment-gateway__TotalTimeout", "00:00:02")
            .Set("payments", "Payments__RetryDelay", "00:00:00.200")
            // A mall that puts on sale at once what it is told of.
            .Set("sales-channels", "SalesChannel__Byeol__ReviewSeconds", "0")
            // A worker that is killed is missed soon.
            .Set("worker", "Worker__Lease", "00:00:03");
    }
}

[CollectionDefinition(Name)]
public sealed class SharedGraphTests : ICollectionFixture<SharedGraph>
{
    public const string Name = "shared graph";
}
