using Catalog;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Ordering;
using Payments;
using Platform.Mocks.PaymentGateway;

namespace Services.Tests.Support;

/// <summary>Catalog, Ordering, Payments and the payment gateway in this process, over databases of their own.</summary>
public sealed class Market : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_of_this_test";
    private readonly List<WebApplication> apps = [];
    private readonly string catalogDatabase;
    private readonly string orderingDatabase;
    private readonly string paymentsDatabase;
    private readonly string redis;

    private Market(string catalogDatabase, string orderingDatabase, string paymentsDatabase, string redis, Authority authority)
    {
        (this.catalogDatabase, this.orderingDatabase, this.paymentsDatabase) = (catalogDatabase, orderingDatabase, paymentsDatabase);
        (this.redis, Authority) = (redis, authority);
    }

    public Authority Authority { get; }

    public WebApplication Catalog { get; private set; } = null!;
    public WebApplication Ordering { get; private set; } = null!;
    public WebApplication Payments { get; private set; } = null!;
    public WebApplication Gateway { get; private set; } = null!;

    /// <summary>What lies between Payments and the gateway.</summary>
    public GatewayLine Line { get; private set; } = null!;

    /// <param name="settings">Configuration of all services, <c>Section:Key=value</c>.</param>
    public static async Task<Market> StartAsync(DatabaseServers servers, params string[] settings)
    {
        var market = new Market(
            await servers.CreateDatabaseAsync("catalogdb"),
            await servers.CreateDatabaseAsync("orderingdb"),
            await servers.CreateDatabaseAsync("paymentsdb"),
            servers.CreateRedis(),
            await Authority.StartAsync()
        );
        market.Gateway = await market.RunAsync(
            args => PaymentGatewayApp.Build(args),
            [$"PaymentGateway:Webhook:Secret={WebhookSecret}", "PaymentGateway:Webhook:RetrySeconds=0.1", .. settings]
        );
        market.Line = await GatewayLine.StartAsync(Url(market.Gateway));
        market.Catalog = await market.StartCatalogAsync();
        market.Ordering = await market.StartOrderingAsync(settings);
        market.Payments = await market.StartPaymentsAsync(settings);
        // Ordering and Payments know each other; of two that start, one comes first.
        market.Ordering.Configuration["services:payments:http:0"] = Url(market.Payments);
        return market;
    }

    public Task<WebApplication> StartCatalogAsync() => RunAsync(CatalogApp.Build, ["Seed:Enabled=false"]);

    /// <summary>Starts Catalog again where it was.</summary>
    public async Task RestartCatalogAsync(string url) => Catalog = await RunAsync(CatalogApp.Build, ["Seed:Enabled=false", $"urls={url}"]);

    public Task<WebApplication> StartOrderingAsync(params string[] settings) =>
        RunAsync(args => OrderingApp.Build(args), [$"services:catalog:http:0={Url(Catalog)}", .. settings]);

    public Task<WebApplication> StartPaymentsAsync(params string[] settings) =>
        RunAsync(
            args => PaymentsApp.Build(args),
            [
                $"services:ordering:http:0={Url(Ordering)}",
                $"services:payment-gateway:http:0={Line.Url}",
                "PaymentGateway:SecretKey=test_sk_platform",
                $"PaymentGateway:Webhook:Secret={WebhookSecret}",
                "Payments:RetryDelay=00:00:00.200",
                .. settings,
            ]
        );

    /// <summary>Has the gateway tell Payments of changes, as it does in the graph.</summary>
    public void ConnectWebhooks() =>
        Gateway.Services.GetRequiredService<IOptions<PaymentGatewayOptions>>().Value.Webhook.Url =
            $"{Url(Payments)}/api/v1/payments/webhooks/pg";

    public Shopper Shopper(string name = "shopper") => new(Url(Ordering), Url(Payments), Authority.Token(name));

    /// <summary>Puts a product on sale; returns its id.</summary>
    public async Task<long> AddProductAsync(long price = 15_000, int stock = 10, string name = "텀블러")
    {
        await using var connection = new NpgsqlConnection(catalogDatabase);
        return await connection.QuerySingleAsync<long>(
            """
            insert into categories (slug, name, name_en, position) values ('kitchen', '주방', 'Kitchen', 1) on conflict do nothing;
            insert into products (name, name_en, description, category, price, stock)
            values (@name, @name, '', 'kitchen', @price, @stock) returning id
            """,
            new
            {
                name,
                price,
                stock,
            }
        );
    }

    /// <summary>Pieces that may still be bought.</summary>
    public async Task<int> StockAsync(long product)
    {
        await using var connection = new NpgsqlConnection(catalogDatabase);
        return await connection.QuerySingleAsync<int>("select stock from products where id = @product", new { product });
    }

    /// <summary>Returns once Catalog has been told all that Ordering had to tell it.</summary>
    public async Task StockSettledAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var connection = OrderingDatabase();
        await connection.OpenAsync(limit.Token);
        await connection.ExecuteAsync(
            """
            create or replace function told() returns trigger language plpgsql as $$ begin perform pg_notify('told', ''); return null; end $$;
            create or replace trigger told after delete on stock_commands for each statement execute function told();
            listen told
            """
        );
        while (await connection.QuerySingleAsync<bool>("select exists (select from stock_commands)"))
            await connection.WaitAsync(limit.Token);
    }

    public NpgsqlConnection OrderingDatabase() => new(orderingDatabase);

    public NpgsqlConnection PaymentsDatabase() => new(paymentsDatabase);

    public async Task RestartPaymentsAsync(params string[] settings) => Payments = await StartPaymentsAsync(settings);

    /// <summary>Starts Ordering again where it was.</summary>
    public async Task RestartOrderingAsync(string url) => Ordering = await StartOrderingAsync($"urls={url}");

    public static string Url(WebApplication app) => app.Urls.First();

    /// <summary>Ends a service as if it had crashed: what it has in hand is dropped.</summary>
    public async Task StopAsync(WebApplication app)
    {
        apps.Remove(app);
        using var at_once = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(at_once.Token);
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(apps.Select(app => app.StopAsync()));
        foreach (var app in apps)
            await app.DisposeAsync();
        await Line.DisposeAsync();
        await Authority.DisposeAsync();
    }

    private async Task<WebApplication> RunAsync(Func<string[], WebApplication> build, IEnumerable<string> settings)
    {
        string[] common =
        [
            "urls=http://127.0.0.1:0",
            "Logging:LogLevel:Default=Error",
            "Logging:LogLevel:Microsoft.Hosting.Lifetime=Error",
            "Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks=None",
            $"Authentication:Jwt:Authority={Authority.Url}",
            $"ConnectionStrings:catalogdb={catalogDatabase}",
            $"ConnectionStrings:orderingdb={orderingDatabase}",
            $"ConnectionStrings:paymentsdb={paymentsDatabase}",
            $"ConnectionStrings:redis={redis}",
        ];
        var app = build([.. common.Concat(settings).Select(setting => $"--{setting}")]);
        apps.Add(app);
        await app.StartAsync();
        await HealthyAsync(Url(app));
        return app;
    }

    private static async Task HealthyAsync(string url)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var response = await http.GetAsync($"{url}/health", limit.Token);
            if (response.IsSuccessStatusCode)
                return;
        }
    }
}
