using System.Diagnostics;
using Catalog;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Ordering;
using Payments;
using Platform.Mocks.PaymentGateway;
using ServiceDefaults.Tests.Support;

namespace Services.Tests.Support;

/// <summary>Catalog, Ordering, Payments and the payment gateway in this process, over databases and a broker of their own.</summary>
public sealed class Market : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_of_this_test";
    private readonly List<WebApplication> apps = [];
    private readonly List<Process> processes = [];
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

    /// <summary>What lies between the services: topics of one partition, so that what was sent before has been read before.</summary>
    internal Broker Kafka { get; private set; } = null!;

    /// <summary>What lies between Ordering and Catalog.</summary>
    public ServiceLine CatalogLine { get; private set; } = null!;

    /// <summary>What lies between Payments and the gateway.</summary>
    public ServiceLine Line { get; private set; } = null!;

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
        market.Kafka = await Broker.StartAsync("catalog.products", "ordering.orders", "payments.events");
        market.Gateway = await market.RunAsync(
            args => PaymentGatewayApp.Build(args),
            [$"PaymentGateway:Webhook:Secret={WebhookSecret}", "PaymentGateway:Webhook:RetrySeconds=0.1", .. settings]
        );
        market.Line = await ServiceLine.StartAsync(Url(market.Gateway));
        market.Catalog = await market.StartCatalogAsync();
        market.CatalogLine = await ServiceLine.StartAsync(Url(market.Catalog));
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
        RunAsync(args => OrderingApp.Build(args), [$"services:catalog:http:0={CatalogLine.Url}", .. settings]);

    public Task<WebApplication> StartPaymentsAsync(params string[] settings) =>
        RunAsync(args => PaymentsApp.Build(args), [.. PaymentsSettings, .. settings]);

    /// <summary>Payments as a process of its own, which a test can kill; and its URL.</summary>
    public Task<(Process Process, string Url)> RunPaymentsAsync(params string[] settings) =>
        RunProcessAsync("Payments", [.. PaymentsSettings, .. settings]);

    /// <summary>A service as a process of its own, which a test can kill; and its URL.</summary>
    internal async Task<(Process Process, string Url)> RunProcessAsync(string service, IEnumerable<string> settings)
    {
        var url = $"http://127.0.0.1:{Engines.Tests.Served.FreePort()}";
        var program = Path.Combine(AppContext.BaseDirectory, $"{service}.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true };
        foreach (var setting in Settings.Concat(settings).Append($"urls={url}"))
        {
            var (key, value) = (setting[..setting.IndexOf('=')], setting[(setting.IndexOf('=') + 1)..]);
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        var process = Process.Start(start)!;
        processes.Add(process);
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await HealthyAsync(url, process);
        return (process, url);
    }

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

    /// <summary>
    /// Returns once Catalog has read all that Ordering has told so far: an order that never was goes the same way after it, and Catalog remembers
    /// to have let go of it.
    /// </summary>
    public async Task StockSettledAsync()
    {
        var last = Guid.NewGuid();
        // Of different orders' events none waits for another before the broker has them.
        await OrderingUntilAsync("outbox", "not exists (select from outbox)");
        await using (var ordering = OrderingDatabase())
            await ordering.ExecuteAsync(
                """
                insert into outbox (topic, key, type, payload, created_at)
                values ('ordering.orders', @last::text, 'order.abandoned', jsonb_build_object('orderId', @last::text), now())
                """,
                new { last }
            );
        await OrderingUntilAsync("outbox", "not exists (select from outbox)");
        await UntilAsync(CatalogDatabase(), "reservations", $"exists (select from reservations where order_id = '{last}')");
    }

    /// <summary>Returns once a condition on a table of Ordering holds.</summary>
    public Task OrderingUntilAsync(string table, string condition) => UntilAsync(OrderingDatabase(), table, condition);

    /// <summary>Returns once a condition on a table holds; told by the database, which knows when it changes.</summary>
    public static async Task UntilAsync(NpgsqlConnection database, string table, string condition, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(60));
        await using var connection = database;
        await connection.OpenAsync(limit.Token);
        await connection.ExecuteAsync(
            $"""
            -- Several who wait at once would make the same trigger.
            select pg_advisory_xact_lock(1);
            create or replace function tell_test() returns trigger language plpgsql as $$ begin perform pg_notify('test', ''); return null; end $$;
            create or replace trigger tell_test after insert or update or delete on {table} for each statement execute function tell_test();
            listen test
            """
        );
        while (!await connection.QuerySingleAsync<bool>($"select {condition}"))
        {
            try
            {
                await connection.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                var rows = await connection.QueryAsync<string>($"select t::text from {table} t limit 20");
                throw new TimeoutException($"There is still not: {condition}. {table} holds: {string.Join("; ", rows)}");
            }
        }
    }

    /// <summary>Puts an order's expiry into the past, and has Ordering look.</summary>
    public async Task OverdueAsync(string order)
    {
        await using var connection = OrderingDatabase();
        await connection.ExecuteAsync(
            """
            update orders set expires_at = now() - interval '1 hour' where id = @id;
            select pg_notify('deadlines', '2020-01-01T00:00:00.0000000Z')
            """,
            new { id = Guid.Parse(order) }
        );
    }

    public NpgsqlConnection CatalogDatabase() => new(catalogDatabase);

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
        processes.ForEach(process => process.Kill());
        await Task.WhenAll(apps.Select(app => app.StopAsync()));
        foreach (var app in apps)
            await app.DisposeAsync();
        await Line.DisposeAsync();
        await CatalogLine.DisposeAsync();
        await Kafka.DisposeAsync();
        await Authority.DisposeAsync();
    }

    private string[] Settings =>
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
            $"ConnectionStrings:kafka={Kafka.Servers}",
        ];

    private string[] PaymentsSettings =>
        [
            $"services:ordering:http:0={Url(Ordering)}",
            $"services:payment-gateway:http:0={Line.Url}",
            "PaymentGateway:SecretKey=test_sk_platform",
            $"PaymentGateway:Webhook:Secret={WebhookSecret}",
            "Payments:RetryDelay=00:00:00.200",
        ];

    /// <summary>Starts a service in this process, to be ended with the market.</summary>
    internal async Task<WebApplication> RunAsync(Func<string[], WebApplication> build, IEnumerable<string> settings)
    {
        var app = build([.. Settings.Concat(settings).Select(setting => $"--{setting}")]);
        apps.Add(app);
        await app.StartAsync();
        await HealthyAsync(Url(app));
        return app;
    }

    private static async Task HealthyAsync(string url, Process? process = null)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (process is not { HasExited: true })
        {
            try
            {
                using var response = await http.GetAsync($"{url}/health", limit.Token);
                if (response.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (process is not null)
            {
                // A process that is only starting does not listen yet.
                await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
            }
        }
        throw new InvalidOperationException($"The service ended with {process.ExitCode} before it was healthy.");
    }
}
