namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>What Elasticsearch has and this engine has not: named when it is asked for, so that nobody looks for a typing error.</summary>
internal static class RefusedEndpoints
{
    private const string AnyMethod = "GET POST PUT DELETE HEAD";

    private static readonly string[] Templates =
    [
        .. "/_reindex /_scripts/{id} /_ingest/pipeline /_ingest/pipeline/{id} /_ingest/pipeline/_simulate /_sql /_query /_eql/search".Split(
            ' '
        ),
        .. "/{index}/_eql/search /_async_search /{index}/_async_search /_snapshot /_snapshot/{repository} /_tasks /_tasks/{id}".Split(' '),
        .. "/_cluster/reroute /_cluster/allocation/explain /_security/{what} /_security/{what}/{id} /_rank_eval /{index}/_rank_eval".Split(
            ' '
        ),
        .. "/_validate/query /{index}/_validate/query /{index}/_explain/{id} /{index}/_termvectors /{index}/_termvectors/{id}".Split(' '),
        .. "/_field_caps /{index}/_field_caps /_search/template /{index}/_search/template /_render/template /_msearch/template".Split(' '),
        .. "/{index}/_terms_enum /{index}/_knn_search /_knn_search /{index}/_search_shards /_search_shards /{index}/_graph/explore".Split(
            ' '
        ),
        .. "/{index}/_close /{index}/_open /{index}/_clone/{target} /{index}/_split/{target} /{index}/_shrink/{target}".Split(' '),
        .. "/{index}/_rollover /{index}/_rollover/{target} /{index}/_block/{block} /_data_stream /_data_stream/{name} /_transform".Split(
            ' '
        ),
        .. "/_ilm/policy /_ilm/policy/{name} /_slm/policy /_ml/info /_watcher/stats /_enrich/policy /_inference /_application".Split(' '),
        .. "/_resolve/index/{name} /_dangling /_nodes/hot_threads /_cluster/pending_tasks /_remote/info /_synonyms /_synonyms/{id}".Split(
            ' '
        ),
        .. "/{index}/_segments /_segments /{index}/_recovery /_recovery /{index}/_shard_stores /{index}/_disk_usage /_mtermvectors".Split(
            ' '
        ),
    ];

    public static IReadOnlyList<Route> Routes { get; } = [.. Templates.Select(Refusing)];

    private static Route Refusing(string template) =>
        new(AnyMethod, template, _ => throw ElasticsearchException.Unsupported($"The API [{template}]"), null);
}
