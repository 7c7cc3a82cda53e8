using System.Text.Json.Serialization;
using Catalog.Apis;
using Catalog.Caching;
using Catalog.Data;
using Catalog.Seed;
using Catalog.Stock;
using Platform.ServiceDefaults.Events;

namespace Catalog;

/// <summary>The service as an object, so that tests can run it in their own process.</summary>
public static class CatalogApp
{
    public static WebApplication Build(string[] args)
    {
        var builder = ServiceHost.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddJsonContext(CatalogJson.Default);
        builder.AddNpgsqlDataSource("catalogdb");
        builder.AddRedisClient("redis", settings => settings.DisableHealthChecks = true);
        builder.Services.AddHealthChecks().AddCheck<SharedCacheHealthCheck>("redis");
        builder.AddMigrations("catalogdb", typeof(CatalogApp).Assembly, SeedWanted(builder) ? ProductSeed.ApplyAsync : null);
        builder.AddOutbox("catalogdb");
        builder.AddKafkaConsumer("kafka", "catalog", ReadEvents);
        builder.Services.AddOpenApi();

        // Numbers are numbers: the web defaults would read "1" as one as well, and say so in OpenAPI.
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.Services.AddSingleton(builder.Configuration.GetSection("Cache").Get<CacheOptions>() ?? new());
        builder.Services.AddSingleton<SharedCacheConnection>();
        builder.Services.AddSingleton<SharedCache>();
        builder.Services.AddSingleton<TwoLevelCache>();
        builder.Services.AddSingleton<ListGeneration>();
        builder.Services.AddSingleton<ProductEvents>();
        builder.Services.AddSingleton<ProductStore>();
        builder.Services.AddSingleton<ProductCache>();
        builder.Services.AddSingleton<StockStore>();
        builder.Services.AddSingleton<ReservationExpiry>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ReservationExpiry>());

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapProducts();
        app.MapStock();
        return app;
    }

    private static void ReadEvents(EventConsumerBuilder consumer)
    {
        consumer.WithInbox("catalogdb");
        foreach (var type in (string[])[OrderStock.Paid, .. OrderStock.Ended])
        {
            consumer.Handle<OrderTold, OrderStock>(OrderStock.Topic, type, CatalogJson.Default.OrderTold);
        }
    }

    private static bool SeedWanted(WebApplicationBuilder builder) =>
        bool.TryParse(builder.Configuration["Seed:Enabled"], out var wanted) ? wanted : builder.Environment.IsDevelopment();
}
