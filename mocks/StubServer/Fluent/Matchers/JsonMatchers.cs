using System.Text.Json;
using System.Text.Json.Nodes;

namespace WireMock.Matchers;

/// <summary>The body is this JSON, given as text or as an object.</summary>
public sealed class JsonMatcher(object value) : IMatcher
{
    public JsonObject ToStub() => new() { ["equalToJson"] = JsonValueOf.Write(value) };
}

/// <summary>The body holds this JSON and perhaps more.</summary>
public sealed class JsonPartialMatcher(object value) : IMatcher
{
    public JsonObject ToStub() => new() { ["equalToJson"] = JsonValueOf.Write(value), ["ignoreExtraElements"] = true };
}

/// <summary>One of these paths leads somewhere.</summary>
public sealed class JsonPathMatcher(params string[] paths) : IMatcher
{
    public JsonObject ToStub() => AnyOf.Write(paths, path => new JsonObject { ["matchesJsonPath"] = path });
}

internal static class JsonValueOf
{
    public static JsonNode? Write(object? value) =>
        value switch
        {
            string text => JsonNode.Parse(text),
            JsonNode node => node.DeepClone(),
            _ => JsonSerializer.SerializeToNode(value),
        };
}
