using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>Elasticsearch's HTTP API, as far as services need it.</summary>
internal sealed class ElasticsearchClient(ElasticsearchTransport transport) : IElasticsearchClient
{
    public async Task<SearchResponse<T>> SearchAsync<T>(
        string? index,
        JsonObject body,
        JsonTypeInfo<T> source,
        CancellationToken cancellationToken = default
    )
    {
        var path = index is null ? "_search" : $"{Escape(index)}/_search";
        using var answer = await AskAsync(Read("search", HttpMethod.Post, path, index, body), cancellationToken);
        return SearchAnswer.Read(answer.RootElement, source);
    }

    public async Task<long> CountAsync(string index, JsonObject? body = null, CancellationToken cancellationToken = default)
    {
        using var answer = await AskAsync(Read("count", HttpMethod.Post, $"{Escape(index)}/_count", index, body), cancellationToken);
        return answer.RootElement.GetProperty("count").GetInt64();
    }

    public async Task<BulkResponse> BulkAsync(
        IReadOnlyCollection<BulkOperation> operations,
        Refresh refresh = Refresh.None,
        bool requireAlias = false,
        CancellationToken cancellationToken = default
    )
    {
        if (operations.Count == 0)
            return new([]);
        var first = operations.First().Index;
        var index = operations.All(operation => operation.Index == first) ? first : null;
        var path = index is null ? "_bulk" : $"{Escape(index)}/_bulk";
        string?[] parameters =
        [
            refresh switch
            {
                Refresh.Immediate => "refresh=true",
                Refresh.WaitFor => "refresh=wait_for",
                _ => null,
            },
            requireAlias ? "require_alias=true" : null,
        ];
        var query = string.Join('&', parameters.OfType<string>());
        if (query.Length > 0)
            path += "?" + query;
        var repeatable = operations.All(operation => operation.IsRepeatable);
        var request = new ElasticsearchRequest("bulk", HttpMethod.Post, path, index, repeatable)
        {
            Content = new BulkBody(operations, index),
            BatchSize = operations.Count,
        };
        using var answer = await AskAsync(request, cancellationToken);
        return BulkAnswer.Read(answer.RootElement);
    }

    public async Task<bool> CreateIndexAsync(string index, JsonObject? body = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var request = Change("indices.create", HttpMethod.Put, Escape(index), index, body);
            (await AskAsync(request, cancellationToken)).Dispose();
            return true;
        }
        catch (ElasticsearchException exists) when (exists.Type == "resource_already_exists_exception")
        {
            return false;
        }
    }

    public async Task<bool> IndexExistsAsync(string index, CancellationToken cancellationToken = default)
    {
        var request = Read("indices.exists", HttpMethod.Head, Escape(index), index, body: null) with { MayBeMissing = true };
        using var answer = await transport.SendAsync(request, cancellationToken);
        return answer is not null;
    }

    public async Task<bool> DeleteIndexAsync(string index, CancellationToken cancellationToken = default)
    {
        var request = Change("indices.delete", HttpMethod.Delete, Escape(index), index, body: null) with { MayBeMissing = true };
        using var answer = await transport.SendAsync(request, cancellationToken);
        return answer is not null;
    }

    public async Task<IReadOnlyList<string>> GetAliasAsync(string alias, CancellationToken cancellationToken = default)
    {
        var request = Read("indices.get_alias", HttpMethod.Get, $"_alias/{Escape(alias)}", index: null, body: null) with
        {
            MayBeMissing = true,
        };
        using var answer = await transport.SendAsync(request, cancellationToken);
        return answer is null ? [] : [.. answer.RootElement.EnumerateObject().Select(index => index.Name)];
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> GetAliasesOfAsync(
        string index,
        CancellationToken cancellationToken = default
    )
    {
        var request = Read("indices.get_alias", HttpMethod.Get, $"{Escape(index)}/_alias", index, body: null) with { MayBeMissing = true };
        using var answer = await transport.SendAsync(request, cancellationToken);
        return answer is null
            ? new Dictionary<string, IReadOnlyList<string>>()
            : answer
                .RootElement.EnumerateObject()
                .ToDictionary(
                    one => one.Name,
                    IReadOnlyList<string> (one) => [.. one.Value.GetProperty("aliases").EnumerateObject().Select(alias => alias.Name)]
                );
    }

    public async Task UpdateAliasesAsync(IReadOnlyCollection<AliasAction> actions, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject { ["actions"] = new JsonArray([.. actions.Select(Action)]) };
        // Not repeated: an alias that the first attempt removed is missing to the second.
        (await AskAsync(Change("indices.update_aliases", HttpMethod.Post, "_aliases", index: null, body), cancellationToken)).Dispose();
    }

    public async Task RefreshAsync(string index, CancellationToken cancellationToken = default)
    {
        var request = Read("indices.refresh", HttpMethod.Post, $"{Escape(index)}/_refresh", index, body: null);
        (await AskAsync(request, cancellationToken)).Dispose();
    }

    public async Task<string> OpenPointInTimeAsync(string index, TimeSpan keepAlive, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keepAlive, TimeSpan.FromMilliseconds(1));
        var time = ((long)keepAlive.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var path = $"{Escape(index)}/_pit?keep_alive={time}ms";
        using var answer = await AskAsync(Change("open_point_in_time", HttpMethod.Post, path, index, body: null), cancellationToken);
        return answer.RootElement.GetProperty("id").GetString()!;
    }

    public async Task<bool> ClosePointInTimeAsync(string id, CancellationToken cancellationToken = default)
    {
        var request = Change("close_point_in_time", HttpMethod.Delete, "_pit", index: null, new JsonObject { ["id"] = id }) with
        {
            MayBeMissing = true,
        };
        using var answer = await transport.SendAsync(request, cancellationToken);
        return answer is not null;
    }

    /// <summary>The cluster's colour, in one attempt.</summary>
    public async Task<string> HealthAsync(CancellationToken cancellationToken)
    {
        var request = Change("cluster.health", HttpMethod.Get, "_cluster/health", index: null, body: null);
        using var answer = await AskAsync(request, cancellationToken);
        return answer.RootElement.GetProperty("status").GetString()!;
    }

    private async Task<JsonDocument> AskAsync(ElasticsearchRequest request, CancellationToken cancellationToken) =>
        (await transport.SendAsync(request, cancellationToken))!;

    /// <summary>Changes nothing, or nothing more the second time.</summary>
    private static ElasticsearchRequest Read(string operation, HttpMethod method, string path, string? index, JsonObject? body) =>
        new(operation, method, path, index, IsRepeatable: true) { Content = Content(body) };

    /// <summary>Its answer would be another the second time.</summary>
    private static ElasticsearchRequest Change(string operation, HttpMethod method, string path, string? index, JsonObject? body) =>
        new(operation, method, path, index, IsRepeatable: false) { Content = Content(body) };

    private static JsonBody? Content(JsonObject? body) => body is null ? null : new JsonBody(json => body.WriteTo(json));

    private static JsonObject Action(AliasAction action)
    {
        var what = new JsonObject { ["index"] = action.Index };
        if (action.Alias is { } alias)
            what["alias"] = alias;
        if (action.IsWriteIndex is { } isWriteIndex)
            what["is_write_index"] = isWriteIndex;
        return new() { [action.Name] = what };
    }

    /// <summary>Commas and wildcards mean what they mean.</summary>
    private static string Escape(string index)
    {
        ArgumentException.ThrowIfNullOrEmpty(index);
        return Uri.EscapeDataString(index).Replace("%2C", ",").Replace("%2A", "*");
    }
}
