using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Documents;

/// <summary>JSON trees as text, without escapes that JSON does not ask for.</summary>
internal static class NodeJson
{
    public static JsonWriterOptions Writing { get; } =
        new()
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
            MaxDepth = 1001,
        };
}
