namespace Aspire.Hosting.Elasticsearch;

internal static class ElasticsearchContainerImageTags
{
    public const string Registry = "docker.io";
    public const string Image = "library/elasticsearch";
    public const string Tag = "8.18.0";
}
