using System.Globalization;
using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Dsl;

/// <summary>Values of a request's body, as forgiving as Elasticsearch: numbers and booleans may come as strings.</summary>
internal static class JsonScalars
{
    public static bool IsScalar(this JsonElement element) => element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    /// <exception cref="ElasticsearchException">It is no object.</exception>
    public static JsonElement.ObjectEnumerator Properties(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject()
            : throw ElasticsearchException.Parsing($"expected [START_OBJECT] but found [{element.Token()}]");

    /// <exception cref="ElasticsearchException">It is no array.</exception>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array
            ? element.EnumerateArray()
            : throw ElasticsearchException.Parsing($"expected [START_ARRAY] but found [{element.Token()}]");

    /// <summary>A scalar as a term: 5 is "5", true is "true".</summary>
    public static string Text(this JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => element.GetRawText(),
            _ => throw ElasticsearchException.Parsing($"expected a value but found [{element.Token()}]"),
        };

    /// <param name="name">Of the property, for the error.</param>
    public static int Int(this JsonElement element, string name) =>
        element.Double(name) is var number && Math.Abs(number) <= int.MaxValue && number == Math.Truncate(number)
            ? (int)number
            : throw Failed(name, element);

    public static long Long(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var exact) ? exact
        : element.ValueKind == JsonValueKind.String && long.TryParse(element.GetString(), CultureInfo.InvariantCulture, out exact) ? exact
        : element.Double(name) is var number && Math.Abs(number) < 9e18 ? (long)number
        : throw Failed(name, element);

    public static float Float(this JsonElement element, string name) => (float)element.Double(name);

    public static double Double(this JsonElement element, string name)
    {
        var number = 0d;
        var read = element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return read && double.IsFinite(number) ? number : throw Failed(name, element);
    }

    public static bool Bool(this JsonElement element, string name) =>
        element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when element.GetString() is "true" => true,
            JsonValueKind.String when element.GetString() is "false" => false,
            JsonValueKind.String or JsonValueKind.Number => throw ElasticsearchException.IllegalArgument(
                $"Failed to parse value [{element.Text()}] as only [true] or [false] are allowed."
            ),
            _ => throw Failed(name, element),
        };

    /// <summary>A boost, which may not be negative.</summary>
    public static float Boost(this JsonElement element, string query) =>
        element.Float("boost") is var boost and >= 0
            ? boost
            : throw ElasticsearchException.IllegalArgument(
                $"negative [boost] are not allowed in [{query}], use a value between 0 and 1 to deboost"
            );

    /// <summary>What kind of JSON it is, as Elasticsearch's errors name it.</summary>
    public static string Token(this JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "START_OBJECT",
            JsonValueKind.Array => "START_ARRAY",
            JsonValueKind.Number => "VALUE_NUMBER",
            JsonValueKind.String => "VALUE_STRING",
            JsonValueKind.Null => "VALUE_NULL",
            _ => "VALUE_BOOLEAN",
        };

    private static ElasticsearchException Failed(string name, JsonElement element) =>
        new(
            400,
            "x_content_parse_exception",
            element.IsScalar() && element.ValueKind != JsonValueKind.Null
                ? $"failed to parse field [{name}]: For input string: \"{element.Text()}\""
                : $"[{name}] doesn't support values of type: {element.Token()}"
        );
}
