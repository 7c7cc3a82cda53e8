using System.Diagnostics;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Documents;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>What looks for documents.</summary>
internal static class SearchEndpoints
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Reading("GET POST", "/_search", Search),
        Route.Reading("GET POST", "/{index}/_search", Search),
        Route.Reading("GET POST", "/_count", Count),
        Route.Reading("GET POST", "/{index}/_count", Count),
        Route.Reading("GET POST", "/_msearch", MultiSearch),
        Route.Reading("GET POST", "/{index}/_msearch", MultiSearch),
        Route.Reading("GET POST", "/_search/scroll", Scroll),
        Route.Reading("GET POST", "/_search/scroll/{scroll_id}", Scroll),
        Route.Reading("DELETE", "/_search/scroll", ClearScroll),
        Route.Reading("DELETE", "/_search/scroll/{scroll_id}", ClearScroll),
        Route.Reading("POST", "/{index}/_pit", OpenPointInTime),
        Route.Reading("DELETE", "/_pit", ClosePointInTime),
        Route.Of("GET POST", "/_analyze", Analyze, "index"),
        Route.Of("GET POST", "/{index}/_analyze", Analyze, "index"),
    ];

    private static RestAnswer Search(RestRequest request)
    {
        var body = request.Json();
        // A point in time has its own indices, and a request that names others is refused by whoever reads it.
        var hasOwn = body is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("pit", out _);
        if (hasOwn && request.Path("index") is not null)
            throw Validation.Failed("[indices] cannot be used with point in time. Do not specify any index with point in time.");
        var views = hasOwn ? [] : Views(request);
        return Answer(writer => request.Searches.Search(views, body, request.Parameters, writer));
    }

    private static RestAnswer Count(RestRequest request)
    {
        var (body, views) = (request.Json(), Views(request));
        return Answer(writer => request.Searches.Count(views, body, request.Parameters, writer));
    }

    private static RestAnswer Scroll(RestRequest request)
    {
        var body = request.Json();
        return Answer(writer => request.Searches.Scroll(body, request.Parameters, writer, request.Path("scroll_id")));
    }

    private static RestAnswer ClearScroll(RestRequest request)
    {
        var body = request.Json();
        return RestAnswer.Written(writer => request.Searches.ClearScroll(body, request.Parameters, writer, request.Path("scroll_id")));
    }

    private static RestAnswer OpenPointInTime(RestRequest request)
    {
        var views = Views(request);
        return Answer(writer => request.Searches.OpenPointInTime(views, request.Parameters, writer));
    }

    private static RestAnswer ClosePointInTime(RestRequest request)
    {
        var body = request.Json();
        return RestAnswer.Written(writer => request.Searches.ClosePointInTime(body, writer));
    }

    private static RestAnswer MultiSearch(RestRequest request)
    {
        var began = Stopwatch.GetTimestamp();
        var searches = MultiSearchItem.Read(request.Body, request.Path("index"));
        var options = IndicesOptions.Read(request.Parameters);
        var total = request.Parameters.Text("rest_total_hits_as_int");
        var typed = request.Parameters.Text("typed_keys");
        foreach (
            var accepted in (string[])
                [
                    "max_concurrent_searches",
                    "max_concurrent_shard_requests",
                    "search_type",
                    "ccs_minimize_roundtrips",
                    "pre_filter_shard_size",
                ]
        )
            _ = request.Parameters.Text(accepted);
        var answers = searches.Select(search => One(request, search, options, total, typed)).ToArray();
        var took = (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return RestAnswer.Object(
            200,
            writer =>
            {
                writer.WriteNumber("took", took);
                writer.WriteStartArray("responses");
                foreach (var (status, json) in answers)
                {
                    // The status stands in each, as its last member.
                    writer.WriteRawValue(
                        [.. json.Span[..^1], .. System.Text.Encoding.UTF8.GetBytes($",\"status\":{status}}}")],
                        skipInputValidation: true
                    );
                }
                writer.WriteEndArray();
            }
        );
    }

    private static (int Status, ReadOnlyMemory<byte> Json) One(
        RestRequest request,
        MultiSearchItem search,
        IndicesOptions options,
        string? total,
        string? typed
    )
    {
        try
        {
            using var body = JsonBody.Parse(search.Body);
            var values = new Dictionary<string, string>(search.Parameters);
            if (total is not null)
                values["rest_total_hits_as_int"] = total;
            if (typed is not null)
                values["typed_keys"] = typed;
            var parameters = new RequestParameters(values);
            options = IndicesOptions.Read(parameters, options);
            var indices = IndexResolver.Resolve(request.Node.State, search.Index, options);
            IReadOnlyList<IndexView> views = body.RootElement.TryGetProperty("pit", out _) ? [] : [.. indices.Select(View)];
            return (200, Answer(writer => request.Searches.Search(views, body.RootElement, parameters, writer)).ToJson());
        }
        catch (ElasticsearchException refusal)
        {
            return (
                refusal.Status,
                RestAnswer
                    .Object(
                        refusal.Status,
                        writer =>
                        {
                            writer.WriteStartObject("error");
                            ErrorAnswer.WriteWhole(writer, refusal);
                            writer.WriteEndObject();
                        }
                    )
                    .ToJson()
            );
        }
    }

    private static RestAnswer Analyze(RestRequest request)
    {
        var name = request.Path("index") ?? request.Parameters.Text("index");
        var index = name is null ? null : IndexResolver.ResolveOne(request.Node.State, name);
        var body = request.RequiredObject();
        return Answer(writer => AnalyzeRequest.Write(body, index?.Analyzers ?? AnalyzerCatalog.BuiltIn, index?.Mapping, writer));
    }

    private static IReadOnlyList<IndexView> Views(RestRequest request) => [.. IndexEndpoints.Resolve(request).Select(View)];

    private static IndexView View(LocalIndex index)
    {
        index.Statistics.Searches++;
        return index.View();
    }

    private static RestAnswer Answer(Action<Utf8JsonWriter> write) =>
        RestAnswer.Written(writer =>
        {
            write(writer);
            return 200;
        });
}
