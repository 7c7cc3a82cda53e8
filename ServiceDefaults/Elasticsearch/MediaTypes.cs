namespace Platform.ServiceDefaults.Elasticsearch;

internal static class MediaTypes
{
    public const string Json = "application/vnd.elasticsearch+json; compatible-with=8";

    public const string Lines = "application/vnd.elasticsearch+x-ndjson; compatible-with=8";
}
