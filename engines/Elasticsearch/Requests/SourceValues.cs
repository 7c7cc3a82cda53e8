using System.Text.Json;
using Platform.Engines.Elasticsearch.Dsl;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Finds the values of one field in a document's source.</summary>
internal static class SourceValues
{
    /// <param name="Text">Of a number or boolean, its JSON.</param>
    public readonly record struct Value(string Text, bool IsString);

    /// <param name="path">A sub-field's values (<c>name.keyword</c>) are its parent's.</param>
    public static IReadOnlyList<Value> Of(ReadOnlyMemory<byte> source, string path)
    {
        using var document = JsonDocument.Parse(source, new JsonDocumentOptions { MaxDepth = 1000 });
        var values = new List<Value>();
        Collect(document.RootElement, path, values);
        return values;
    }

    private static void Collect(JsonElement element, string path, List<Value> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when path.Length > 0:
                foreach (var property in element.Properties())
                {
                    if (path == property.Name)
                    {
                        Collect(property.Value, "", values);
                    }
                    else if (
                        path.Length > property.Name.Length
                        && path[property.Name.Length] == '.'
                        && path.StartsWith(property.Name, StringComparison.Ordinal)
                    )
                    {
                        Collect(property.Value, path[(property.Name.Length + 1)..], values);
                    }
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.Items())
                {
                    Collect(item, path, values);
                }

                break;
            case JsonValueKind.String:
                values.Add(new(element.GetString()!, true));
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                values.Add(new(element.GetRawText(), false));
                break;
        }
    }
}
