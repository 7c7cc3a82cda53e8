using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Catalog;
using Confluent.Kafka;
using Search;
using ServiceDefaults.Tests.Support;
using Services.Tests.Support;

namespace Services.Tests.Search;

/// <summary>Catalog with its thousand products, Kafka, Elasticsearch, and Search over all three.</summary>
public sealed class SearchMarket(DatabaseServers servers) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(10);
    private readonly List<RunningService> services = [];
    private readonly List<Process> processes = [];
    private IProducer<string, string>? producer;

    public RunningService Catalog { get; private set; } = null!;

    public RunningService Search { get; private set; } = null!;

    internal Broker Kafka { get; private set; } = null!;

    internal SearchEngine Engine { get; private set; } = null!;

    /// <summary>What lies between Search and Catalog.</summary>
    public ServiceLine Line { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await StartPeersAsync(await SearchEngine.StartAsync());
        Search = await StartSearchAsync();
        await CompleteAsync(Search);
    }

    /// <summary>With Search not yet started.</summary>
    internal static async Task<SearchMarket> WithoutSearchAsync(DatabaseServers servers, SearchEngine? engine = null)
    {
        var market = new SearchMarket(servers);
        await market.StartPeersAsync(engine ?? await SearchEngine.StartAsync());
        return market;
    }

    internal static async Task<SearchMarket> StartAsync(DatabaseServers servers)
    {
        var market = new SearchMarket(servers);
        await market.InitializeAsync();
        return market;
    }

    /// <summary>A replica of Search.</summary>
    /// <param name="settings"><c>Section:Key=value</c></param>
    public async Task<RunningService> StartSearchAsync(params string[] settings)
    {
        var search = await RunningService.StartAsync(args => SearchApp.Build(args), [.. Settings, .. settings]);
        services.Add(search);
        return search;
    }

    /// <summary>A replica as a process of its own, which a test can kill; and its URL.</summary>
    public async Task<(Process Process, string Url)> RunSearchAsync(params string[] settings)
    {
        var url = $"http://127.0.0.1:{Engines.Tests.Served.FreePort()}";
        var program = Path.Combine(AppContext.BaseDirectory, "Search.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true };
        foreach (var setting in Settings.Concat(settings).Append($"urls={url}"))
        {
            var (key, value) = (setting[..setting.IndexOf('=')], setting[(setting.IndexOf('=') + 1)..]);
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        var process = Process.Start(start)!;
        processes.Add(process);
        var started = new TaskCompletionSource();
        process.Exited += (_, _) => started.TrySetException(new InvalidOperationException("Search ended at its start."));
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Application started", StringComparison.Ordinal) == true)
                started.TrySetResult();
        };
        process.BeginOutputReadLine();
        await started.Task.WaitAsync(Patience);
        return (process, url);
    }

    /// <summary>The indices that there are in Elasticsearch.</summary>
    public async Task<IReadOnlyList<string>> IndicesAsync()
    {
        var connection = new Uri(Engine.ConnectionString);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(connection.UserInfo)));
        var aliases = await http.GetStringAsync($"http://{connection.Authority}/_alias");
        return [.. JsonNode.Parse(aliases)!.AsObject().Select(index => index.Key)];
    }

    /// <summary>Ends a replica, whatever it is at.</summary>
    public async Task StopAsync(RunningService search)
    {
        services.Remove(search);
        await search.DisposeAsync();
    }

    public async Task<JsonNode> FindAsync(string query, RunningService? search = null)
    {
        var answer = await (search ?? Search).GetAsync($"/api/v1/search{query}");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer.Body!;
    }

    public async Task<List<string>> SuggestAsync(string text)
    {
        var answer = await Search.GetAsync($"/api/v1/search/suggest?q={Uri.EscapeDataString(text)}");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return [.. answer.Body!["items"]!.AsArray().Select(item => (string)item!["text"]!)];
    }

    /// <summary>Edits a product in Catalog.</summary>
    public async Task ChangeAsync(long product, object change)
    {
        var answer = await Catalog.SendAsync(HttpMethod.Patch, $"/internal/products/{product}", change);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
    }

    /// <summary>Tells of a product as Catalog would, whatever Catalog knows.</summary>
    public async Task TellAsync(long id, long version, string name, string category = "books")
    {
        var payload = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["nameEn"] = "Told",
            ["description"] = "",
            ["category"] = category,
            ["price"] = 1000,
            ["stock"] = 1,
            ["version"] = version,
            ["createdAt"] = "2026-11-20T10:00:00.123456Z",
        };
        await SendAsync(id, payload.ToJsonString());
    }

    /// <summary>Sends whatever text as a change of a product.</summary>
    public async Task SendAsync(long id, string payload)
    {
        producer ??= new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = Kafka.Servers }).Build();
        var headers = new Headers { { "ce_type", Encoding.UTF8.GetBytes("product.changed") } };
        var key = id.ToString(CultureInfo.InvariantCulture);
        await producer.ProduceAsync(
            "catalog.products",
            new()
            {
                Key = key,
                Value = payload,
                Headers = headers,
            }
        );
    }

    /// <summary>Returns once the index holds all that Catalog has.</summary>
    public static Task CompleteAsync(RunningService search, long products = 1000) =>
        UntilAsync(
            search,
            "/internal/index",
            answer => answer.Status == HttpStatusCode.OK && (bool)answer.Body!["isComplete"]! && answer.Number("products") >= products
        );

    /// <summary>Asks until the answer is as wanted, as a shopper does who reloads the page: there is no event outside to wait for.</summary>
    public static async Task<Answer> UntilAsync(RunningService search, string path, Func<Answer, bool> wanted)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await search.GetAsync(path);
            if (wanted(answer))
                return answer;
            watch.Elapsed.ShouldBeLessThan(Patience, $"{path} is {answer}");
            await Task.Delay(BetweenQuestions);
        }
    }

    /// <summary>Returns once a search finds so many.</summary>
    public static Task<Answer> UntilFoundAsync(RunningService search, string text, long total) =>
        UntilAsync(
            search,
            $"/api/v1/search?q={Uri.EscapeDataString(text)}",
            answer => answer.Status == HttpStatusCode.OK && answer.Number("total") == total
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            process.Kill();
            process.Dispose();
        }
        foreach (var service in services)
            await service.DisposeAsync();
        producer?.Dispose();
        await Catalog.DisposeAsync();
        await Line.DisposeAsync();
        await Engine.DisposeAsync();
        await Kafka.DisposeAsync();
    }

    private string[] Settings =>
        [
            $"ConnectionStrings:elasticsearch={Engine.ConnectionString}",
            $"ConnectionStrings:kafka={Kafka.Servers}",
            $"services:catalog:http:0={Line.Url}",
        ];

    private async Task StartPeersAsync(SearchEngine engine)
    {
        Engine = engine;
        Kafka = await Broker.StartAsync("catalog.products", "ordering.orders");
        Catalog = await RunningService.StartAsync(
            CatalogApp.Build,
            $"ConnectionStrings:catalogdb={await servers.CreateDatabaseAsync("catalogdb")}",
            $"ConnectionStrings:redis={servers.CreateRedis()}",
            $"ConnectionStrings:kafka={Kafka.Servers}",
            "Seed:Enabled=true"
        );
        Line = await ServiceLine.StartAsync(Catalog.Url);
    }
}
