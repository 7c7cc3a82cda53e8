namespace Platform.Engines.Elasticsearch.Http;

/// <summary>What the engine claims to be.</summary>
internal static class Versions
{
    public const string Elasticsearch = "8.18.0";

    public const string Lucene = "9.12.1";
}
