using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Channels;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Mocks.SalesChannel;
using Services.Tests.Support;

namespace Services.Tests.Channels;

/// <summary>A market that sells at two malls too: Channels and the malls' mock in this process, beside Catalog and Ordering.</summary>
internal sealed class Malls : IAsyncDisposable
{
    public const string Hanbit = "hanbit";
    public const string Byeol = "byeol";
    public const string SecretKey = "byeol_test_sk";

    private static readonly string[] Usual =
    [
        "Channels:hanbit:PollInterval=00:00:00.100",
        "Channels:hanbit:Overlap=00:00:10",
        "Channels:byeol:PollInterval=00:00:00.200",
        "Channels:byeol:Overlap=00:00:10",
        "Channels:RetryDelay=00:00:00.100",
        "Channels:ReviewPause=00:00:00.200",
        "Channels:TakeOverInterval=00:00:00.100",
        "Channels:Rules:byeol:PricePercent=100",
        "Channels:Rules:byeol:PriceStep=1",
        "Resilience:hanbit:BreakDuration=00:00:00.500",
        "Resilience:byeol:BreakDuration=00:00:00.500",
        .. Fast(Hanbit),
        .. Fast(Byeol),
        "Channels:hanbit:ApiKey=hanbit_test_key",
        "Channels:byeol:AccessKey=byeol_test_ak",
        $"Channels:byeol:SecretKey={SecretKey}",
    ];

    private static readonly string[] Generous =
    [
        "SalesChannel:Byeol:ReviewSeconds=0",
        "SalesChannel:Byeol:Webhook:RetrySeconds=0.1",
        "SalesChannel:Misbehaviour:HanbitBurst=10000",
        "SalesChannel:Misbehaviour:HanbitPerSecond=10000",
        "SalesChannel:Misbehaviour:ByeolRequests=10000",
    ];

    /// <summary>Malls at their worst take their time, and more so on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string database;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };

    private Malls(Market market, string database) => (Market, this.database) = (market, database);

    public Market Market { get; }

    public WebApplication Mock { get; private set; } = null!;

    public WebApplication Channels { get; private set; } = null!;

    /// <summary>What lies between Channels and Ordering.</summary>
    public ServiceLine OrderingLine { get; private set; } = null!;

    /// <param name="settings">Of all services and of the mock.</param>
    public static async Task<Malls> StartAsync(DatabaseServers servers, params string[] settings)
    {
        var market = await Market.StartAsync(servers, settings);
        var malls = new Malls(market, await servers.CreateDatabaseAsync("channelsdb"));
        malls.Mock = await market.RunAsync(args => SalesChannelApp.Build(args), [.. Generous, .. settings]);
        malls.OrderingLine = await ServiceLine.StartAsync(Market.Url(market.Ordering));
        malls.Channels = await malls.StartChannelsAsync(settings);
        malls.ConnectWebhooks(Market.Url(malls.Channels));
        return malls;
    }

    /// <summary>Channels once more, over the same database.</summary>
    public Task<WebApplication> StartChannelsAsync(params string[] settings) =>
        Market.RunAsync(args => ChannelsApp.Build(args), Settings(settings));

    /// <summary>Channels as a process of its own, which a test can kill.</summary>
    public Task<(Process Process, string Url)> RunChannelsAsync(params string[] settings) =>
        Market.RunProcessAsync("Channels", Settings(settings));

    public void ConnectWebhooks(string url) =>
        Mock.Services.GetRequiredService<IOptions<SalesChannelOptions>>().Value.Byeol.Webhook.Url = $"{url}/api/v1/channels/webhooks/byeol";

    /// <summary>Puts a product on sale in the shop; the malls hear of it.</summary>
    public async Task<long> AddAsync(long price = 15_000, int stock = 10, string name = "텀블러")
    {
        var product = await Market.AddProductAsync(price, stock, name);
        await ChangeAsync(product, new { price });
        return product;
    }

    /// <summary>Puts a product on sale everywhere, and returns when both malls have it.</summary>
    public async Task<long> SellAsync(long price = 15_000, int stock = 10, string name = "텀블러")
    {
        var product = await AddAsync(price, stock, name);
        await ToldAsync(product);
        return product;
    }

    /// <summary>Edits a product at Catalog.</summary>
    public async Task ChangeAsync(long product, object change)
    {
        var path = $"{Market.Url(Market.Catalog)}/internal/products/{product}";
        using var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(change) };
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Returns when both malls were told of a product.</summary>
    public Task ToldAsync(long product) =>
        UntilAsync("listings", $"(select count(*) from listings where product_id = {product} and told is not null and due_at is null) = 2");

    /// <summary>Returns when a mall shows a product like this.</summary>
    public Task ShownAsync(string mall, long product, string told) =>
        UntilAsync(
            "listings",
            $"exists (select from listings where channel = '{mall}' and product_id = {product} and due_at is null and told @> '{told}')"
        );

    /// <summary>A shopper buys at a mall.</summary>
    public Task<Answer> BuyAsync(string mall, long product, int quantity = 1) => BuyAsync(mall, $"p-{product}", quantity);

    public Task<Answer> BuyAsync(string mall, string code, int quantity = 1) =>
        AdminAsync(HttpMethod.Post, $"/{mall}/orders", new { lines = new[] { new { product = code, quantity } } });

    /// <summary>A mall's buyer changes his mind.</summary>
    public Task<Answer> CancelAsync(string mall, string number) => AdminAsync(HttpMethod.Post, $"/{mall}/orders/{number}/cancel", new { });

    public static string NumberOf(string mall, Answer order)
    {
        order.Status.ShouldBe(System.Net.HttpStatusCode.Created, order.ToString());
        return order.Text(mall == Hanbit ? "orderNo" : "order_id");
    }

    /// <summary>An order as the mall has it.</summary>
    public async Task<JsonNode> AtMallAsync(string mall, string number)
    {
        var orders = (await AdminAsync(HttpMethod.Get, $"/{mall}/orders?limit=1000")).Body!.AsArray();
        return orders.Single(order => (string?)(order![mall == Hanbit ? "orderNo" : "order_id"]) == number)!;
    }

    /// <summary>A product as the mall has it; null where it has none.</summary>
    public async Task<JsonNode?> ProductAsync(string mall, long product)
    {
        var products = (await AdminAsync(HttpMethod.Get, $"/{mall}/products?limit=1000")).Body!.AsArray();
        var name = mall == Hanbit ? "sellerProductCode" : "external_item_id";
        return products.SingleOrDefault(one => (string?)one![name] == $"p-{product}");
    }

    /// <summary>Pieces that a mall believes to have.</summary>
    public async Task<int> StockAsync(string mall, long product)
    {
        var shown = (await ProductAsync(mall, product))!;
        return mall == Hanbit ? (int)shown["stock"]! : (int)shown["options"]![0]!["quantity"]!;
    }

    public Task MisbehaveAsync(object how) => AdminAsync(HttpMethod.Put, "/misbehaviour", how);

    /// <summary>As it was at the start.</summary>
    public Task BehaveAsync() => AdminAsync(HttpMethod.Delete, "/misbehaviour");

    public Task<Answer> AdminAsync(HttpMethod method, string path, object? body = null) =>
        SendAsync(method, $"{Market.Url(Mock)}/__admin{path}", body);

    /// <summary>Asks Channels, as somebody with an account.</summary>
    public Task<Answer> AskAsync(string path) => SendAsync(HttpMethod.Get, Market.Url(Channels) + path);

    public Task<Answer> SetRulesAsync(string mall, object rules) =>
        SendAsync(HttpMethod.Put, $"{Market.Url(Channels)}/internal/channels/{mall}/rules", rules);

    /// <summary>Has Channels read all of Catalog's products.</summary>
    public Task<Answer> CopyAsync() => SendAsync(HttpMethod.Post, $"{Market.Url(Channels)}/internal/channels/products/copy");

    public Task OrderIsAsync(string mall, string number, string status) =>
        UntilAsync("orders", $"exists (select from orders where channel = '{mall}' and number = '{number}' and status = '{status}')");

    /// <summary>Orders that Ordering has from malls, by status.</summary>
    public async Task<IReadOnlyList<(string Number, string Status)>> OrdersAsync()
    {
        await using var connection = Market.OrderingDatabase();
        return (
            await connection.QueryAsync<(string, string)>("select external_number, status from orders where channel is not null order by 1")
        ).AsList();
    }

    public Task UntilAsync(string table, string condition) => Market.UntilAsync(Database(), table, condition, Patience);

    public NpgsqlConnection Database() => new(database);

    public async ValueTask DisposeAsync()
    {
        await Market.DisposeAsync();
        await OrderingLine.DisposeAsync();
        http.Dispose();
    }

    private static string[] Fast(string mall) =>
        [
            $"Channels:{mall}:RequestsPerSecond=1000",
            $"Channels:{mall}:Burst=100",
            $"Channels:{mall}:CompareInterval=01:00:00",
            $"Resilience:{mall}:AttemptTimeout=00:00:05",
        ];

    private IEnumerable<string> Settings(string[] settings) =>
        [
            $"ConnectionStrings:channelsdb={database}",
            $"services:sales-channels:http:0={Market.Url(Mock)}",
            $"services:ordering:http:0={OrderingLine.Url}",
            $"services:catalog:http:0={Market.Url(Market.Catalog)}",
            .. Usual,
            .. settings,
        ];

    private async Task<Answer> SendAsync(HttpMethod method, string url, object? body = null)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Market.Authority.Token("seller"));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers);
    }
}
