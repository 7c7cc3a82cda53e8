using System.Text.Json.Serialization;
using Dapper;
using Ordering.Apis;
using Ordering.Carts;
using Ordering.Feed;
using Ordering.Orders;
using Ordering.Stock;
using Platform.ServiceDefaults.Events;
using Platform.Services;

namespace Ordering;

/// <summary>The service Ordering: carts, orders and their live status. Databases: <c>orderingdb</c>, <c>redis</c>; events: <c>kafka</c>; peers: <c>catalog</c>, <c>payments</c>.</summary>
public static class OrderingApp
{
    /// <summary>Builds the application; <paramref name="configure"/> has the last word on its services.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceHost.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource("orderingdb");
        builder.AddMigrations("orderingdb", typeof(OrderingApp).Assembly);
        builder.AddRedisClient("redis");
        builder.AddOutbox("orderingdb");
        builder.AddKafkaConsumer("kafka", "ordering", ReadEvents);
        builder.AddJwtAuthentication();
        builder.AddJsonContext(OrderingJson.Default);
        builder.Services.AddOpenApi();

        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            // Numbers are numbers: the web defaults would read "1" as one as well, and say so in OpenAPI.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.RespectNullableAnnotations = true;
            options.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        AddOrdering(builder);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseWebSockets();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapCart();
        app.MapOrders();
        app.MapOrderPayment();
        app.MapChannelOrders();
        app.MapOrderUpdates();
        return app;
    }

    private static void ReadEvents(EventConsumerBuilder consumer)
    {
        consumer.WithInbox("orderingdb");
        foreach (var type in (string[])[PaymentOutcomes.Paid, PaymentOutcomes.Failed, PaymentOutcomes.Withdrawn, PaymentOutcomes.Refunded])
            consumer.Handle<PaymentOutcome, PaymentOutcomes>(PaymentOutcomes.Topic, type, OrderingJson.Default.PaymentOutcome);
    }

    private static void AddOrdering(WebApplicationBuilder builder)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var options = new OrderingOptions();
        builder.Configuration.GetSection("Ordering").Bind(options);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Alarm>();
        services.AddSingleton<CartStore>();
        services.AddSingleton<OrderStore>();
        services.AddSingleton<OrderRequests>();
        services.AddSingleton<OrderMoves>();
        services.AddSingleton<OrderPlacement>();
        services.AddSingleton<OrderCancellation>();
        services.AddSingleton<ChannelCancellation>();
        services.AddSingleton<OrderExpiry>();
        services.AddSingleton<OrderPayment>();
        services.AddSingleton<OrderFeed>();
        services.AddSingleton<OrderListener>();
        services.AddHttpClient(StockClient.Name, http => http.BaseAddress = new("http://catalog"));
        services.AddHttpClient(PaymentsClient.Name, http => http.BaseAddress = new("http://payments"));
        services.AddSingleton<StockClient>();
        services.AddSingleton<PaymentsClient>();
        services.AddHostedService(all => all.GetRequiredService<OrderListener>());
        services.AddHostedService<OrderDeadlines>();
        services.AddHealthChecks().AddCheck<OrderListener>("order-updates");
    }
}
