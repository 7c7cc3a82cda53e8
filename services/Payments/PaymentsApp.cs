using System.Text.Json.Serialization;
using Dapper;
using Microsoft.Extensions.Configuration.Memory;
using Payments.Apis;
using Payments.Charging;
using Payments.Gateway;
using Payments.Orders;
using Payments.Refunds;
using Payments.Webhooks;
using Platform.Services;

namespace Payments;

/// <summary>The service Payments: payments and refunds over an external gateway. Database: <c>paymentsdb</c>; events: <c>kafka</c>; peers: <c>ordering</c>, <c>payment-gateway</c>.</summary>
public static class PaymentsApp
{
    /// <summary>Builds the application; <paramref name="configure"/> has the last word on its services.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceHost.CreateBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource("paymentsdb");
        builder.AddMigrations("paymentsdb", typeof(PaymentsApp).Assembly);
        builder.AddOutbox("paymentsdb");
        builder.AddKafkaConsumer(
            "kafka",
            "payments",
            consumer =>
                consumer
                    .WithInbox("paymentsdb")
                    .Handle<RefusedPayment, RefusedPayments>(
                        RefusedPayments.Topic,
                        RefusedPayments.Type,
                        PaymentsJson.Default.RefusedPayment
                    )
        );
        builder.AddJwtAuthentication();
        builder.AddJsonContext(PaymentsJson.Default);
        builder.Services.AddOpenApi();

        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            // Numbers are numbers: the web defaults would read "1" as one as well, and say so in OpenAPI.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.RespectNullableAnnotations = true;
            options.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        AddPayments(builder);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapPayments();
        app.MapRefunds();
        app.MapWebhook();
        return app;
    }

    /// <summary>A shopper waits for the gateway: one attempt of eight seconds, then the reconciliation goes on. Its circuit opens after few failures.</summary>
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Resilience:payment-gateway:AttemptTimeout"] = "00:00:08",
        ["Resilience:payment-gateway:TotalTimeout"] = "00:00:10",
        ["Resilience:payment-gateway:MaxRetries"] = "1",
        ["Resilience:payment-gateway:MinimumThroughput"] = "10",
        ["Resilience:payment-gateway:FailureRatio"] = "0.5",
    };

    private static void AddPayments(WebApplicationBuilder builder)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var configuration = builder.Configuration;
        var options = new PaymentsOptions
        {
            SecretKey =
                configuration["PaymentGateway:SecretKey"]
                ?? throw new InvalidOperationException("No secret key of the payment gateway: set PaymentGateway__SecretKey."),
            WebhookSecret = configuration["PaymentGateway:Webhook:Secret"],
        };
        configuration.GetSection("Payments").Bind(options);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Alarm>();
        services.AddSingleton<PaymentStore>();
        services.AddSingleton<RefundStore>();
        services.AddSingleton<GatewayClient>();
        services.AddSingleton<OrderingClient>();
        services.AddSingleton<OrderNotices>();
        services.AddSingleton<Settlement>();
        services.AddSingleton<StopGrace>();
        services.AddSingleton<PaymentFlow>();
        services.AddSingleton<RefundFlow>();
        services.AddSingleton<Refunding>();
        services.AddSingleton<GatewayChanges>();
        services.AddSingleton<WebhookInbox>();
        services.AddSingleton<DatabaseListener>();
        services.AddHttpClient(OrderingClient.Name, http => http.BaseAddress = new("http://ordering"));
        services.AddHttpClient(GatewayClient.Name, http => http.BaseAddress = new("http://payment-gateway"));
        services.AddHostedService(all => all.GetRequiredService<DatabaseListener>());
        services.AddHostedService<PaymentDeadlines>();
        services.AddHealthChecks().AddCheck<DatabaseListener>("notices");
    }
}
