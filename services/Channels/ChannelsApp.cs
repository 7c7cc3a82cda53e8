using System.Text.Json.Serialization;
using Channels.Apis;
using Channels.Malls;
using Channels.Malls.Byeol;
using Channels.Malls.Hanbit;
using Channels.Orders;
using Channels.Products;
using Channels.Running;
using Dapper;
using Microsoft.Extensions.Configuration.Memory;
using Platform.ServiceDefaults.Events;
using Platform.Services;

namespace Channels;

/// <summary>
/// The service Channels: products, prices and stock go to external malls, their orders come back. Database: <c>channelsdb</c>; events: <c>kafka</c>; peers:
/// <c>ordering</c>, <c>catalog</c>, <c>sales-channels</c>.
/// </summary>
public static class ChannelsApp
{
    /// <summary>Builds the application; <paramref name="configure"/> has the last word on its services.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = ServiceHost.CreateBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource("channelsdb");
        WebApplication app = null!;
        builder.AddMigrations(
            "channelsdb",
            typeof(ChannelsApp).Assembly,
            (connection, stop) => app.Services.GetRequiredService<RuleStore>().SeedAsync(connection, stop)
        );
        builder.AddKafkaConsumer("kafka", "channels", ReadEvents);
        builder.AddJwtAuthentication();
        builder.AddJsonContext(ChannelsJson.Default);
        builder.Services.AddOpenApi();

        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            // Numbers are numbers: the web defaults would read "1" as one as well, and say so in OpenAPI.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.RespectNullableAnnotations = true;
            options.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        AddChannels(builder);
        configure?.Invoke(builder);

        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapChannels();
        app.MapRules();
        app.MapWebhooks();
        return app;
    }

    /// <summary>
    /// A mall's call is one attempt: what repeats it has the database for a memory. Its circuit opens only when next to nothing works, since one stumbling
    /// call in five is a mall's daily life. The malls' rules to begin with show what they can do.
    /// </summary>
    private static readonly Dictionary<string, string?> Defaults = new[] { HanbitChannel.Id, ByeolChannel.Id }
        .SelectMany(mall => new Dictionary<string, string?>
        {
            [$"Resilience:{mall}:AttemptTimeout"] = "00:00:08",
            [$"Resilience:{mall}:TotalTimeout"] = "00:00:10",
            [$"Resilience:{mall}:MaxRetries"] = "0",
            [$"Resilience:{mall}:MinimumThroughput"] = "20",
            [$"Resilience:{mall}:FailureRatio"] = "0.9",
        })
        .Append(new("Resilience:ordering:TotalTimeout", "00:00:15"))
        .Append(new($"Channels:{HanbitChannel.Id}:Url", "http://sales-channels/hanbit/v2/"))
        .Append(new($"Channels:{ByeolChannel.Id}:Url", "http://sales-channels/byeol/v1/"))
        .Append(new($"Channels:Rules:{ByeolChannel.Id}:PricePercent", "105"))
        .Append(new($"Channels:Rules:{ByeolChannel.Id}:PriceStep", "100"))
        .ToDictionary();

    private static void ReadEvents(EventConsumerBuilder consumer) =>
        consumer.HandleBatches<CatalogProduct, ProductHandler>(
            ProductHandler.Topic,
            ProductHandler.Types,
            ChannelsJson.Default.CatalogProduct
        );

    private static void AddChannels(WebApplicationBuilder builder)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var options = new ChannelsOptions();
        builder.Configuration.GetSection("Channels").Bind(options);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Alarm>();
        services.AddSingleton<ChannelSet>();
        services.AddSingleton<ListingStore>();
        services.AddSingleton<CatalogCopy>();
        services.AddSingleton<RuleStore>();
        services.AddSingleton<ProgressStore>();
        services.AddSingleton<ChannelReport>();
        services.AddSingleton<OrderStore>();
        services.AddSingleton<OrderIntake>();
        services.AddSingleton<OrderingClient>();
        services.AddSingleton<ByeolWebhooks>();
        services.AddSingleton<DatabaseListener>();
        services.AddHttpClient(CatalogCopy.Name, http => http.BaseAddress = new("http://catalog"));
        services.AddHttpClient(OrderingClient.Name, http => http.BaseAddress = new("http://ordering"));
        services.AddHostedService(all => all.GetRequiredService<DatabaseListener>());
        services.AddHostedService<OrderSteps>();
        services.AddHealthChecks().AddCheck<DatabaseListener>("notices");
        services.AddHanbit(builder.Configuration);
        services.AddByeol(builder.Configuration);
    }
}
