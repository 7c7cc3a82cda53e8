using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>Two index templates of the same priority must not both fit one name: nobody could say which of them counts.</summary>
internal static class TemplateClash
{
    /// <exception cref="ElasticsearchException">There is another template of this priority that a name may match as well.</exception>
    public static void Refuse(string name, JsonElement template, IReadOnlyDictionary<string, string> existing)
    {
        var (patterns, priority) = (PatternsOf(template), PriorityOf(template));
        foreach (var (other, json) in existing)
        {
            if (other == name)
                continue;
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonBody.RequestDepth });
            var others = PatternsOf(document.RootElement);
            if (
                PriorityOf(document.RootElement) == priority
                && patterns.Any(pattern => others.Any(there => SimplePattern.Overlap(pattern, there)))
            )
                throw ElasticsearchException.IllegalArgument(
                    $"index template [{name}] has index patterns [{string.Join(", ", patterns)}] matching patterns from existing templates "
                        + $"[{other}] with patterns ({other} => [{string.Join(", ", others)}]) that have the same priority [{priority}], "
                        + "multiple index templates may not match during index creation, please use a different priority"
                );
        }
    }

    private static string[] PatternsOf(JsonElement template) =>
        template.GetProperty("index_patterns") is { ValueKind: JsonValueKind.Array } patterns
            ? [.. patterns.EnumerateArray().Select(pattern => pattern.ToString())]
            : [template.GetProperty("index_patterns").ToString()];

    private static long PriorityOf(JsonElement template) =>
        template.TryGetProperty("priority", out var value) && long.TryParse(value.ToString(), out var priority) ? priority : 0;
}
