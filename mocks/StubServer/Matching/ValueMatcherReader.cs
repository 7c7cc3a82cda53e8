using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Matching;

/// <summary>Reads <c>{ "equalTo": "x" }</c> and its like.</summary>
public static class ValueMatcherReader
{
    private static readonly Dictionary<string, Func<FieldReader, IValueMatcher>> Kinds = new()
    {
        ["equalTo"] = json => new EqualToMatcher(json.Text("equalTo")!, json.Flag("caseInsensitive")),
        ["binaryEqualTo"] = BinaryEqualTo,
        ["contains"] = json => Contains(json.Text("contains")!),
        ["doesNotContain"] = json => new NotMatcher(Contains(json.Text("doesNotContain")!)),
        ["matches"] = json => Matches(json, "matches"),
        ["doesNotMatch"] = json => new NotMatcher(Matches(json, "doesNotMatch")),
        ["equalToJson"] = EqualToJson,
        ["matchesJsonPath"] = MatchesJsonPath,
        ["absent"] = json => Constant(json, "absent", value => !value.IsPresent),
        ["anything"] = json => Constant(json, "anything", _ => true),
        ["and"] = json => new AndMatcher(ReadAll(json, "and")),
        ["or"] = json => new OrMatcher(ReadAll(json, "or")),
        ["not"] = json => new NotMatcher(Read(json.Take("not"), json.Pointer + "/not")),
    };

    public static IValueMatcher Read(JsonNode? node, string pointer)
    {
        var json = FieldReader.Of(node, pointer);
        var kind = Kinds.Keys.FirstOrDefault(json.Has);
        if (kind is null)
            json.RefuseTheRest();
        var matcher = kind is null ? throw new StubRefusedException(pointer, "a matcher is expected") : Kinds[kind](json);
        json.RefuseTheRest();
        return matcher;
    }

    public static ValuesMatcher ReadValues(JsonNode? node, string pointer)
    {
        var json = FieldReader.Of(node, pointer);
        var rule = json.Has("hasExactly") ? ValuesMatcher.Rule.Exactly : ValuesMatcher.Rule.Includes;
        if (rule == ValuesMatcher.Rule.Includes && !json.Has("includes"))
            return new ValuesMatcher([Read(node, pointer)], ValuesMatcher.Rule.Any);
        var matchers = ReadAll(json, rule == ValuesMatcher.Rule.Exactly ? "hasExactly" : "includes");
        json.RefuseTheRest();
        return new ValuesMatcher(matchers, rule);
    }

    private static IReadOnlyList<IValueMatcher> ReadAll(FieldReader json, string name)
    {
        var matchers = json.Array(name).Select(item => Read(item.Node, item.Pointer)).ToList();
        return matchers.Count > 0 ? matchers : throw json.Refuse(name, "at least one matcher is expected");
    }

    private static PredicateMatcher Contains(string part) => new(value => value.Text?.Contains(part, StringComparison.Ordinal) == true);

    private static RegexMatcher Matches(FieldReader json, string name) => new(WholeRegex.Of(json.Text(name)!, $"{json.Pointer}/{name}"));

    private static PredicateMatcher Constant(FieldReader json, string name, Func<Value, bool> matches)
    {
        json.Take(name);
        return new PredicateMatcher(matches);
    }

    private static PredicateMatcher BinaryEqualTo(FieldReader json)
    {
        var text = json.Text("binaryEqualTo")!;
        var expected = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, expected, out var length))
            throw json.Refuse("binaryEqualTo", "base64 is expected");
        return new PredicateMatcher(value => value.Bytes is { } actual && actual.AsSpan().SequenceEqual(expected.AsSpan(0, length)));
    }

    private static EqualToJsonMatcher EqualToJson(FieldReader json)
    {
        var pointer = json.Pointer + "/equalToJson";
        // The expected JSON may stand as a string that holds it.
        var node = json.Take("equalToJson");
        if (node is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            node = JsonText.Parse(value.GetValue<string>(), pointer);
        var expected = JsonSerializer.SerializeToElement(node);
        JsonComparison.CheckPlaceholders(expected, pointer);
        return new EqualToJsonMatcher(expected, new JsonComparison(json.Flag("ignoreArrayOrder"), json.Flag("ignoreExtraElements")));
    }

    private static JsonPathMatcher MatchesJsonPath(FieldReader json)
    {
        var pointer = json.Pointer + "/matchesJsonPath";
        if (json.Take("matchesJsonPath") is not JsonObject advanced)
            return new JsonPathMatcher(JsonPath.Parse(json.Text("matchesJsonPath")!, pointer), null);
        var rest = (JsonObject)advanced.DeepClone();
        var expression =
            FieldReader.Of(rest, pointer).Text("expression") ?? throw new StubRefusedException(pointer, "'expression' is missing");
        rest.Remove("expression");
        return new JsonPathMatcher(
            JsonPath.Parse(expression, pointer + "/expression"),
            rest.Count == 0 ? null : Read(rest, pointer),
            acceptsNothing: rest.ContainsKey("absent")
        );
    }
}
