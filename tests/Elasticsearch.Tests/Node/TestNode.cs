using System.Text;

namespace Platform.Engines.Elasticsearch.Tests.Node;

/// <summary>A node of its own, in a directory that goes with it, and a client of it.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly bool ownsDirectory;
    private readonly HttpClient client;

    private TestNode(ElasticsearchServer server, string directory, bool ownsDirectory)
    {
        (Server, Directory, this.ownsDirectory) = (server, directory, ownsDirectory);
        client = new() { BaseAddress = new($"http://127.0.0.1:{server.Port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    public ElasticsearchServer Server { get; }

    public string Directory { get; }

    public HttpClient Client => client;

    public static async Task<TestNode> StartAsync(
        Func<ElasticsearchServerOptions, ElasticsearchServerOptions>? change = null,
        string? directory = null
    )
    {
        var path = directory ?? System.IO.Directory.CreateTempSubdirectory("es-tests-").FullName;
        var options = new ElasticsearchServerOptions { DataDirectory = path };
        return new(await ElasticsearchServer.StartAsync(change?.Invoke(options) ?? options), path, directory is null);
    }

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path);

    public Task<Answer> PutAsync(string path, string? body = null) => SendAsync("PUT", path, body);

    public Task<Answer> PostAsync(string path, string? body = null) => SendAsync("POST", path, body);

    public Task<Answer> DeleteAsync(string path) => SendAsync("DELETE", path);

    public Task<Answer> BulkAsync(string path, params string[] lines) =>
        SendAsync("POST", path, string.Concat(lines.Select(line => line + "\n")), "application/x-ndjson");

    public Task<Answer> SendAsync(string method, string path, string? body = null, string mediaType = "application/json")
    {
        var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }
        return SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);
    }

    public async Task<long> CountAsync(string index) => (await GetAsync($"/{index}/_count")).ShouldBe(200).Json["count"]!.GetValue<long>();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Server.DisposeAsync();
        if (ownsDirectory)
            System.IO.Directory.Delete(Directory, recursive: true);
    }
}
