using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Catalog;
using Catalog.Caching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Services.Tests.Support;

namespace Services.Tests.Catalog;

public sealed class ProductCacheTests(CatalogReplicas catalog, DatabaseServers servers) : IClassFixture<CatalogReplicas>
{
    private static readonly JsonTypeInfo<string> Text = (JsonTypeInfo<string>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string));
    private static readonly CacheLifetimes Long = new(TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    [Fact]
    public async Task An_edit_shows_on_the_other_replica_though_it_had_cached_product_and_list()
    {
        var before = (await catalog.Other.GetAsync("/api/v1/products/7")).Number("price");
        (await catalog.Other.GetAsync("/api/v1/products?maxPrice=1")).Number("total").ShouldBe(0);

        var edited = await catalog.One.SendAsync(HttpMethod.Patch, "/internal/products/7", new { price = 1 });

        edited.Number("version").ShouldBe(2);
        before.ShouldNotBe(1);
        await EventuallyAsync(async () => (await catalog.Other.GetAsync("/api/v1/products/7")).Number("price") == 1);
        await EventuallyAsync(async () => (await catalog.Other.GetAsync("/api/v1/products?maxPrice=1")).Number("total") == 1);
    }

    [Fact]
    public async Task Stock_taken_on_one_replica_shows_on_the_other()
    {
        var before = (await catalog.Other.GetAsync("/api/v1/products/9")).Number("stock");
        var order = new
        {
            orderId = Guid.NewGuid(),
            items = new[] { new { productId = 9, quantity = 2 } },
            expiresAt = DateTimeOffset.UtcNow.AddHours(1),
        };
        (await catalog.One.PostAsync("/internal/stock/reservations", order)).Status.ShouldBe(HttpStatusCode.Created);
        await EventuallyAsync(async () => (await catalog.Other.GetAsync("/api/v1/products/9")).Number("stock") == before - 2);
    }

    [Fact]
    public async Task Without_Redis_and_Kafka_reads_work_and_the_service_is_ready()
    {
        await using var alone = await RunningService.StartAsync(
            CatalogApp.Build,
            $"ConnectionStrings:catalogdb={await servers.CreateDatabaseAsync("catalogdb")}",
            "ConnectionStrings:redis=127.0.0.1:1,connectTimeout=500",
            "ConnectionStrings:kafka=127.0.0.1:1",
            "Seed:Enabled=true"
        );
        (await alone.GetAsync("/api/v1/products/1")).Status.ShouldBe(HttpStatusCode.OK);
        (await alone.GetAsync("/api/v1/products")).Number("total").ShouldBe(1000);
        (await alone.GetAsync("/health")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_who_ask_at_once_cause_one_load()
    {
        using var cache = NewCache();
        var (loads, gate) = (0, new TaskCompletionSource<string?>());
        var readers = Enumerable.Range(0, 50).Select(_ => cache.GetAsync("key", Long, Text, Load)).ToList();
        gate.SetResult("value");
        (await Task.WhenAll(readers)).ShouldAllBe(value => value == "value");
        loads.ShouldBe(1);

        Task<string?> Load(CancellationToken _)
        {
            Interlocked.Increment(ref loads);
            return gate.Task;
        }
    }

    [Fact]
    public async Task What_was_loaded_before_an_invalidation_is_not_kept()
    {
        using var cache = NewCache();
        var old = new TaskCompletionSource<string?>();
        var early = cache.GetAsync("key", Long, Text, _ => old.Task);
        await cache.InvalidateAsync(["key"]);
        old.SetResult("old");
        (await early).ShouldBe("old");
        (await cache.GetAsync("key", Long, Text, _ => Task.FromResult<string?>("new"))).ShouldBe("new");
    }

    [Fact]
    public async Task One_reader_who_leaves_does_not_end_the_load_for_the_others()
    {
        using var cache = NewCache();
        using var impatience = new CancellationTokenSource();
        var gate = new TaskCompletionSource<string?>();
        var leaving = cache.GetAsync("key", Long, Text, _ => gate.Task, impatience.Token);
        var staying = cache.GetAsync("key", Long, Text, _ => Task.FromResult<string?>("another load"));
        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving);
        gate.SetResult("value");
        (await staying).ShouldBe("value");
    }

    private static TwoLevelCache NewCache()
    {
        var nowhere = new SharedCacheConnection(new ServiceCollection().BuildServiceProvider(), NullLogger<SharedCacheConnection>.Instance);
        return new(new SharedCache(nowhere, TimeProvider.System, NullLogger<SharedCache>.Instance), nowhere);
    }

    // Another replica hears of a change over the network; its own lifetimes are an hour here, so nothing else can make it fresh.
    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
            limit.Token.ThrowIfCancellationRequested();
    }
}
