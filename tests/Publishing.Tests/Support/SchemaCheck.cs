using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Publishing.Tests.Support;

/// <summary>Holds objects against the strict schemas of Kubernetes and of custom resources. Each schema is loaded once.</summary>
internal static class SchemaCheck
{
    private const string Proof = "that Kubernetes and its operators accept what we write";

    private static readonly Lazy<KubernetesSchemas> s_kubernetes = new(KubernetesSchemas.Load);
    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema?>> s_custom = new();

    /// <summary>What is wrong with the object, each with its path; none: it is valid. A kind without a schema is an error: ask <see cref="HasSchema"/>.</summary>
    public static IReadOnlyList<string> Kubernetes(JsonObject tree)
    {
        if (Find(tree) is not { } schema)
        {
            return [$"{Gvk(tree)}: there is no schema"];
        }
        var name = $"{(string?)tree["kind"]} {(string?)tree["metadata"]?["name"]}";
        return [.. schema.Validate(JToken.Parse(tree.ToJsonString())).SelectMany(error => Lines(error, name))];
    }

    /// <summary>Whether the object's kind can be checked; those that cannot are listed by the test that meets them.</summary>
    public static bool HasSchema(JsonObject tree) => Find(tree) is not null;

    /// <summary><c>apps/v1/Deployment</c>, <c>v1/Service</c>.</summary>
    public static string Gvk(JsonObject tree) => $"{(string?)tree["apiVersion"]}/{(string?)tree["kind"]}";

    private static JsonSchema? Find(JsonObject tree)
    {
        Schemas.Require("kubernetes", Proof);
        var gvk = Gvk(tree);
        return s_kubernetes.Value.Find(gvk) ?? s_custom.GetOrAdd(gvk, key => new(() => LoadCustom(key))).Value;
    }

    private static JsonSchema? LoadCustom(string gvk)
    {
        if (gvk.Split('/') is not [var group, var version, var kind])
        {
            return null;
        }
        var file = Schemas.Require(Path.Combine("crds", group, $"{kind.ToLowerInvariant()}_{version}.json"), Proof);
        return File.Exists(file) ? JsonSchema.FromJsonAsync(File.ReadAllText(file)).GetAwaiter().GetResult() : null;
    }

    private static IEnumerable<string> Lines(ValidationError error, string name)
    {
        if (error is ChildSchemaValidationError { Errors: var children })
        {
            return children.SelectMany(child => child.Value).SelectMany(child => Lines(child, name));
        }
        return [$"{name}: {error.Path} {error.Kind}"];
    }

    private sealed record KubernetesSchemas(JsonSchema Root, IReadOnlyDictionary<string, string> Names)
    {
        public JsonSchema? Find(string gvk) => Names.TryGetValue(gvk, out var name) ? Root.Definitions[name] : null;

        public static KubernetesSchemas Load()
        {
            var folder = Schemas.Require("kubernetes", Proof);
            var root = JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(folder, "strict-draft07.json"))).GetAwaiter().GetResult();
            var index = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "gvk-index.json")))!;
            return new(root, index.ToDictionary(entry => entry.Key, entry => (string)entry.Value!));
        }
    }
}
