using System.Text.Json.Nodes;

namespace WireMock.Matchers;

/// <summary>Judges a body, header or parameter.</summary>
public interface IMatcher
{
    /// <summary>The matcher in WireMock's JSON.</summary>
    JsonObject ToStub();
}

/// <summary>The value is one of these.</summary>
public sealed class ExactMatcher(params string[] values) : IMatcher
{
    public JsonObject ToStub() => AnyOf.Write(values, value => new JsonObject { ["equalTo"] = value });
}

/// <summary>The value holds a match for one of these expressions.</summary>
public sealed class RegexMatcher(params string[] patterns) : IMatcher
{
    // WireMock.Net searches, WireMock wants the whole value.
    public JsonObject ToStub() => AnyOf.Write(patterns, pattern => new JsonObject { ["matches"] = $@"[\s\S]*?(?:{pattern})[\s\S]*" });
}

/// <summary>The value is one of these, where <c>*</c> stands for anything and <c>?</c> for one character.</summary>
public sealed class WildcardMatcher(string[] patterns, bool ignoreCase = false) : IMatcher
{
    public WildcardMatcher(string pattern, bool ignoreCase = false)
        : this([pattern], ignoreCase) { }

    public JsonObject ToStub() =>
        AnyOf.Write(patterns, pattern => new JsonObject { ["matches"] = (ignoreCase ? "(?i)" : "") + Wildcard.ToRegex(pattern) });
}

internal static class AnyOf
{
    public static JsonObject Write(IReadOnlyList<string> values, Func<string, JsonObject> one) =>
        values is [var only] ? one(only) : new JsonObject { ["or"] = new JsonArray([.. values.Select(value => (JsonNode)one(value))]) };
}

internal static class Wildcard
{
    public static bool IsIn(string pattern) => pattern.AsSpan().IndexOfAny('*', '?') >= 0;

    public static string ToRegex(string pattern) =>
        System.Text.RegularExpressions.Regex.Escape(pattern).Replace(@"\*", @"[\s\S]*").Replace(@"\?", @"[\s\S]");
}
