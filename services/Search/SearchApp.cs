using System.Text.Json.Serialization;
using Search.Apis;
using Search.Index;
using Search.Queries;

namespace Search;

/// <summary>
/// The service Search: the index of products. Connections: <c>elasticsearch</c>, <c>kafka</c>; peer: <c>catalog</c>. It bears that any of them is
/// away.
/// </summary>
public static class SearchApp
{
    /// <summary>Builds the application; <paramref name="configure"/> has the last word on its services.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceHost.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddJsonContext(SearchJson.Default);
        builder.AddElasticsearchClient("elasticsearch");
        builder.AddKafkaConsumer(
            "kafka",
            "search",
            consumer =>
                consumer.HandleBatches<Product, ProductChanges>(ProductChanges.Topic, ProductChanges.Types, SearchJson.Default.Product),
            settings =>
            {
                // As many as one write takes, and as many again while it is under way.
                settings.PrefetchedMessages = 1_000;
                // Elasticsearch is one for all: once it is back, nothing should wait for long.
                settings.MaxRetryDelay = TimeSpan.FromSeconds(2);
            }
        );
        builder.Services.AddOpenApi();

        // Numbers are numbers: the web defaults would read "1" as one as well, and say so in OpenAPI.
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        AddSearch(builder);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapSearch();
        app.MapIndex();
        return app;
    }

    private static void AddSearch(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.GetSection("Search").Get<SearchOptions>() ?? new());
        services.AddHttpClient(CatalogProducts.ClientName, http => http.BaseAddress = new("http://catalog"));
        services.AddSingleton<CatalogProducts>();
        services.AddSingleton<CategoryNames>();
        services.AddSingleton<ProductWriter>();
        services.AddSingleton<IndexRebuild>();
        services.AddSingleton<IndexKeeper>();
        services.AddSingleton<ProductSearch>();
        services.AddSingleton<ProductSuggester>();
        services.AddHostedService(all => all.GetRequiredService<IndexKeeper>());
        services.AddHealthChecks().AddCheck<IndexKeeper>("index");
        services.AddExceptionHandler<MissingIndexHandler>();
    }
}
