using Platform.ServiceDefaults.Elasticsearch;

namespace Search.Index;

/// <summary>How Elasticsearch says that an index, or the alias of one, is not there.</summary>
internal static class Missing
{
    public static bool Is(string type) => type == "index_not_found_exception";

    public static bool Is(ElasticsearchException error) => Is(error.Type);
}
