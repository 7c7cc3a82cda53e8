using Catalog;
using ServiceDefaults.Tests.Support;
using Services.Tests.Support;

namespace Services.Tests.Catalog;

/// <summary>Two replicas of Catalog over one seeded database and one Redis. What they cache, they keep: only invalidation makes it fresh.</summary>
public sealed class CatalogReplicas(DatabaseServers servers) : IAsyncLifetime
{
    public RunningService One { get; private set; } = null!;

    public RunningService Other { get; private set; } = null!;

    internal Broker Kafka { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Kafka = await Broker.StartAsync("catalog.products", "ordering.orders");
        string[] settings =
        [
            $"ConnectionStrings:catalogdb={await servers.CreateDatabaseAsync("catalogdb")}",
            $"ConnectionStrings:redis={servers.CreateRedis()}",
            $"ConnectionStrings:kafka={Kafka.Servers}",
            "Seed:Enabled=true",
            "Cache:ProductInMemory=01:00:00",
            "Cache:ProductInRedis=01:00:00",
            "Cache:ListInMemory=01:00:00",
            "Cache:ListInRedis=01:00:00",
        ];
        One = await RunningService.StartAsync(CatalogApp.Build, settings);
        Other = await RunningService.StartAsync(CatalogApp.Build, settings);
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await Kafka.DisposeAsync();
    }
}
