using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Dashboard.Explorers.Elasticsearch;

/// <summary>Indices and aliases, their documents by <c>_search</c>, mappings and settings. <see cref="SearchOnlyHandler"/> lets no other request out.</summary>
internal sealed class ElasticsearchExplorer : IExplorer
{
    private const int HitLimit = 100;

    private readonly HttpClient client;

    public ElasticsearchExplorer(string connectionString)
    {
        var uri = new Uri(connectionString);
        client = new HttpClient(new SearchOnlyHandler { InnerHandler = new SocketsHttpHandler() })
        {
            BaseAddress = new UriBuilder(uri)
            {
                UserName = "",
                Password = "",
                Path = "/",
            }.Uri,
            Timeout = TimeSpan.FromSeconds(5),
            MaxResponseContentBufferSize = 8 << 20,
        };
        if (uri.UserInfo.Length > 0)
        {
            client.DefaultRequestHeaders.Authorization = new(
                "Basic",
                Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo)))
            );
        }
    }

    public ExplorerKind Kind => ExplorerKind.Elasticsearch;

    public string QueryLanguage => "json";

    public IReadOnlyList<ExplorerAction> Actions { get; } =
    [new("mapping", "Mapping", ["index", "alias"], []), new("settings", "Settings", ["index", "alias"], [])];

    public async Task<ExplorerListing> ListAsync(string path, PageRequest page, CancellationToken cancellationToken)
    {
        if (path.Length > 0)
        {
            throw ExplorerPath.Nothing(path);
        }
        var indices = await GetAsync("_cat/indices?format=json&bytes=b&h=index,health,docs.count,store.size", cancellationToken);
        var aliases = await GetAsync("_cat/aliases?format=json&h=alias,index", cancellationToken);
        return new([
            .. aliases
                .AsArray()
                .GroupBy(one => (string)one!["alias"]!, one => (string)one!["index"]!)
                .OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => new ExplorerEntry(ExplorerPath.Join(one.Key), one.Key, "alias", false, true, $"→ {string.Join(", ", one)}")),
            .. indices
                .AsArray()
                .OrderBy(one => (string)one!["index"]!, StringComparer.Ordinal)
                .Select(one => new ExplorerEntry(
                    ExplorerPath.Join((string)one!["index"]!),
                    (string)one!["index"]!,
                    "index",
                    false,
                    true,
                    Facts(one!)
                )),
        ]);
    }

    public async Task<ExplorerContent> ReadAsync(string path, PageRequest page, CancellationToken cancellationToken)
    {
        if (!int.TryParse(page.After ?? "0", out var from) || from < 0)
        {
            throw new ExplorerException($"'{page.After}' is no place to go on from.");
        }
        var size = Math.Clamp(page.Limit, 1, HitLimit);
        var body = new JsonObject
        {
            ["from"] = from,
            ["size"] = size,
            ["query"] = new JsonObject { ["match_all"] = new JsonObject() },
        };
        return Hits(await SearchAsync(path, body, cancellationToken), from);
    }

    public async Task<ExplorerContent> QueryAsync(string path, string text, CancellationToken cancellationToken)
    {
        JsonNode? body;
        try
        {
            // What is not JSON is taken for words to find, as in Kibana's bar.
            body = text.AsSpan().TrimStart() is ['{', ..]
                ? JsonNode.Parse(text)
                : new JsonObject { ["query"] = new JsonObject { ["query_string"] = new JsonObject { ["query"] = text } } };
        }
        catch (JsonException error)
        {
            throw new ExplorerException($"That is no JSON (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}).", error);
        }
        var request = body!.AsObject();
        request["timeout"] = "5s";
        if (request["size"] is JsonValue size && size.TryGetValue<int>(out var wanted) && wanted > HitLimit)
        {
            request["size"] = HitLimit;
        }
        var from = request["from"] is JsonValue start && start.TryGetValue<int>(out var given) ? given : 0;
        var answer = await SearchAsync(path, request, cancellationToken);
        var hits = Hits(answer, from) with { Next = null };
        var rest = new JsonObject(
            answer
                .AsObject()
                .Where(part => part.Key is "aggregations" or "suggest")
                .Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone()))
        );
        return rest.Count == 0 ? hits : hits with { Text = rest.ToJsonString(Json.Indented), Format = "json" };
    }

    public async Task<ExplorerContent> ActAsync(
        string action,
        string path,
        IReadOnlyDictionary<string, string?> inputs,
        CancellationToken cancellationToken
    )
    {
        if (action is not ("mapping" or "settings") || ExplorerPath.Split(path) is not [var index])
        {
            throw new ExplorerException($"Elasticsearch has no action '{action}' for '{path}'.");
        }
        var answer = await GetAsync($"{Name(index)}/_{action}", cancellationToken);
        return new() { Text = answer.ToJsonString(Json.Indented), Format = "json" };
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<JsonNode> SearchAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        ExplorerPath.Split(path) is [var index]
            ? SendAsync(HttpMethod.Post, $"{Name(index)}/_search", body, cancellationToken)
            : throw ExplorerPath.Nothing(path);

    private Task<JsonNode> GetAsync(string address, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, address, body: null, cancellationToken);

    private async Task<JsonNode> SendAsync(HttpMethod method, string address, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        }
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
            return response.IsSuccessStatusCode
                ? answer
                : throw new ExplorerException($"Elasticsearch says {(int)response.StatusCode}: {Reason(answer)}");
        }
        catch (Exception error)
            when (error is HttpRequestException or JsonException
                || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw new ExplorerException($"Elasticsearch cannot be reached, or did not answer within 5 s: {error.Message}", error)
            {
                Unreachable = true,
            };
        }
    }

    private static ExplorerContent Hits(JsonNode answer, int from)
    {
        var hits = answer["hits"]!["hits"]!.AsArray();
        var total = answer["hits"]!["total"] is { } counted ? (long)counted["value"]! : 0;
        var shown = from + hits.Count;
        return new()
        {
            Columns = [new("_id"), new("_score", IsNumeric: true), new("_source")],
            Rows =
            [
                .. hits.Select(hit =>
                    (IReadOnlyList<string?>)
                        [(string?)hit!["_id"], hit["_score"]?.ToJsonString(), ValueText.Cell(hit["_source"]?.ToJsonString(Json.Readable))]
                ),
            ],
            // Elasticsearch goes no deeper than index.max_result_window, 10,000 by default.
            Next = hits.Count > 0 && shown < total && shown < 10_000 ? $"{shown}" : null,
            Notice = $"{total} documents, {(long?)answer["took"] ?? 0} ms",
        };
    }

    private static string Facts(JsonNode index) =>
        long.TryParse((string?)index["store.size"], out var bytes)
            ? $"{(string?)index["docs.count"]} documents, {ValueText.Bytes(bytes)}"
            : $"{(string?)index["docs.count"]} documents";

    private static string Reason(JsonNode answer) =>
        answer["error"] is JsonObject error ? $"{(string?)error["type"]}: {(string?)error["reason"]}" : answer.ToJsonString();

    /// <summary>One name: no list, no pattern of paths, nothing that begins an API.</summary>
    private static string Name(string index) =>
        index.Length > 0 && index[0] != '_' && index is not ("." or "..")
            ? Uri.EscapeDataString(index)
            : throw new ExplorerException($"'{index}' is no name of an index.");
}
