using System.Text.Json;
using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Matching;

/// <summary><c>matchesJsonPath</c>: something is there that is neither null nor empty, or one of what is there matches.</summary>
/// <param name="acceptsNothing">What is not JSON holds nothing, which is what is asked for.</param>
public sealed class JsonPathMatcher(JsonPath path, IValueMatcher? inner, bool acceptsNothing = false) : IValueMatcher
{
    public double Distance(Value value)
    {
        if (value.Json is not { } json)
            return acceptsNothing ? 0 : 1;
        var found = path.Find(json);
        if (inner is null)
            return (path.IsDefinite ? found.Any(IsSomething) : found.Count > 0) ? 0 : 1;
        var candidates = found.SelectMany(element =>
            element.ValueKind == JsonValueKind.Array && path.IsDefinite ? [element, .. element.EnumerateArray()] : new[] { element }
        );
        return candidates.Select(AsValue).DefaultIfEmpty(Value.Absent).Min(inner.Distance);
    }

    private static bool IsSomething(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Null => false,
            JsonValueKind.Array => element.GetArrayLength() > 0,
            JsonValueKind.Object => element.EnumerateObject().Any(),
            _ => true,
        };

    private static Value AsValue(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? Value.Absent : new Value(JsonText.Plain(element));
}
