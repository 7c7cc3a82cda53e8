using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>The API <c>_analyze</c>.</summary>
public static class AnalyzeRequest
{
    /// <param name="mapping">Of the index that the request names; null when it names none.</param>
    /// <exception cref="ElasticsearchException">The request is not one, or names what is not there.</exception>
    public static void Write(JsonElement body, AnalyzerCatalog catalog, IIndexMapping? mapping, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("tokens");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
