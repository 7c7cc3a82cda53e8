using Aspire.Hosting.Testing;

namespace Platform.Tests.Support;

/// <summary>One graph for the tests that get along: each with shoppers of its own.</summary>
public sealed class SharedGraph : IAsyncLifetime
{
    private Graph? _graph;
    private long _product = 100;

    public Graph Graph => _graph ?? throw new InvalidOperationException("It is not started.");

    public long NextProduct() => Interlocked.Increment(ref _product);

    public async ValueTask InitializeAsync() => _graph = await Graph.StartAsync(ForTests);

    public async ValueTask DisposeAsync()
    {
        if (_graph is not null)
        {
            await _graph.DisposeAsync();
        }
    }

    private static void ForTests(IDistributedApplicationTestingBuilder builder) =>
        builder
            // All tests are one client: their address.
            .Set("gateway", "RateLimit__Permits", "100000")
            // A hundred shoppers register; what a hash costs is not under test.
            .Set("users", "Tokens__PasswordIterations", "1000")
            // Longer than Payments waits: a time-out, but a short one.
            .Set("payment-gateway", "PaymentGateway__HangSeconds", "3")
            .Set("payments", "Resilience__payment-gateway__AttemptTimeout", "00:00:01.500")
            .Set("payments", "Resilience__payment-gateway__TotalTimeout", "00:00:02")
            .Set("payments", "Payments__RetryDelay", "00:00:00.200");
}

[CollectionDefinition(Name)]
public sealed class SharedGraphTests : ICollectionFixture<SharedGraph>
{
    public const string Name = "shared graph";
}
