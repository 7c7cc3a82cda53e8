using System.Text.Json;

namespace Platform.Mocks.Stubs.Json;

/// <summary>One step of a path: from an element to the elements it leads to.</summary>
internal abstract record JsonPathStep(bool IsDefinite)
{
    public abstract IEnumerable<JsonElement> Apply(JsonElement element, JsonElement root);
}

/// <summary><c>.name</c>, <c>['a','b']</c>.</summary>
internal sealed record NameStep(IReadOnlyList<string> Names) : JsonPathStep(Names.Count == 1)
{
    public override IEnumerable<JsonElement> Apply(JsonElement element, JsonElement root)
    {
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var name in Names)
                if (element.TryGetProperty(name, out var value))
                    yield return value;
    }
}

/// <summary><c>[0]</c>, <c>[-1]</c>, <c>[0,2]</c>.</summary>
internal sealed record IndexStep(IReadOnlyList<int> Indexes) : JsonPathStep(Indexes.Count == 1)
{
    public override IEnumerable<JsonElement> Apply(JsonElement element, JsonElement root)
    {
        if (element.ValueKind != JsonValueKind.Array)
            yield break;
        var length = element.GetArrayLength();
        foreach (var index in Indexes)
            if ((index < 0 ? index + length : index) is var place && place >= 0 && place < length)
                yield return element[place];
    }
}

/// <summary><c>[from:to]</c>, either end open, negative from the end.</summary>
internal sealed record SliceStep(int? From, int? To) : JsonPathStep(false)
{
    public override IEnumerable<JsonElement> Apply(JsonElement element, JsonElement root)
    {
        if (element.ValueKind != JsonValueKind.Array)
            return [];
        var length = element.GetArrayLength();
        var from = Place(From ?? 0, length);
        return element.EnumerateArray().Skip(from).Take(Place(To ?? length, length) - from);
    }

    private static int Place(int index, int length) => Math.Clamp(index < 0 ? index + length : index, 0, length);
}

/// <summary><c>.*</c>, <c>[*]</c>.</summary>
internal sealed record WildcardStep() : JsonPathStep(false)
{
    public override IEnumerable<JsonElement> Apply(JsonElement element, JsonElement root) => Children(element);

    public static IEnumerable<JsonElement> Children(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(property => property.Value),
            JsonValueKind.Array => element.EnumerateArray(),
            _ => [],
        };
}

/// <summary><c>..</c>: the element and all below it.</summary>
internal sealed record DescendStep() : JsonPathStep(false)
{
    public override IEnumerable<JsonElement> Apply(JsonElement element, JsonElement root) =>
        WildcardStep.Children(element).SelectMany(child => Apply(child, root)).Prepend(element);
}

/// <summary><c>.length()</c>, <c>.size()</c>.</summary>
internal sealed record LengthStep() : JsonPathStep(true)
{
    public override IEnumerable<JsonElement> Apply(JsonElement element, JsonElement root)
    {
        int? length = element.ValueKind switch
        {
            JsonValueKind.Array => element.GetArrayLength(),
            JsonValueKind.Object => element.EnumerateObject().Count(),
            _ => null,
        };
        if (length is { } known)
            yield return JsonSerializer.SerializeToElement(known);
    }
}

/// <summary><c>[?(…)]</c>: the elements of an array, or an object itself, that pass.</summary>
internal sealed record FilterStep(JsonPathCondition Condition) : JsonPathStep(false)
{
    public override IEnumerable<JsonElement> Apply(JsonElement element, JsonElement root) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().Where(item => Condition.Holds(item, root)),
            JsonValueKind.Object when Condition.Holds(element, root) => [element],
            _ => [],
        };
}
