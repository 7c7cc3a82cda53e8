using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Aspire.Hosting.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>Typed objects as trees, as the API has them: camelCase, without what is not set.</summary>
public static class KubernetesTree
{
    private static readonly ConcurrentDictionary<Type, Field[]> s_fields = new();

    /// <summary>The tree of a typed object. Nulls, empty lists and maps are left out; an object that is set but empty is <c>{}</c>, but for metadata.</summary>
    public static JsonObject Of(object typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var tree = new JsonObject();
        foreach (var field in s_fields.GetOrAdd(typed.GetType(), Fields))
        {
            if (Node(field.Read(typed)) is { } node && !(node is JsonObject { Count: 0 } && field.Name == "metadata"))
            {
                tree[field.Name] = node;
            }
        }
        return tree;
    }

    /// <summary>The names of a type's fields, in the order in which they are written.</summary>
    internal static IEnumerable<string> FieldNames(Type type) => s_fields.GetOrAdd(type, Fields).Select(field => field.Name);

    private static JsonNode? Node(object? value) =>
        value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            int number => JsonValue.Create(number),
            // Whoever reads the tree asks for int.
            long and >= int.MinValue and <= int.MaxValue and var number => JsonValue.Create((int)number),
            long number => JsonValue.Create(number),
            DateTime time => JsonValue.Create(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            Int32OrStringV1 { Number: { } number } => JsonValue.Create(number),
            Int32OrStringV1 { Text: var text } => JsonValue.Create(text),
            JsonNode node => node.DeepClone(),
            IDictionary { Count: 0 } or ICollection { Count: 0 } => null,
            IDictionary map => Map(map),
            IEnumerable list => List(list),
            _ => Of(value),
        };

    private static JsonObject Map(IDictionary map)
    {
        var tree = new JsonObject();
        foreach (DictionaryEntry entry in map)
        {
            tree[(string)entry.Key] = Node(entry.Value);
        }
        return tree;
    }

    private static JsonArray List(IEnumerable list)
    {
        var array = new JsonArray();
        foreach (var item in list)
        {
            array.Add(Node(item));
        }
        return array;
    }

    // What stands in a base class comes first: apiVersion, kind, metadata.
    private static Field[] Fields(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0 && !property.IsDefined(typeof(YamlIgnoreAttribute)))
                .OrderBy(property => Depth(property.DeclaringType!))
                .ThenBy(property => property.MetadataToken)
                .Select(property => new Field(NameOf(property), property.GetValue)),
        ];

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<YamlMemberAttribute>()?.Alias ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    private static int Depth(Type type) => type.BaseType is { } parent ? Depth(parent) + 1 : 0;

    private readonly record struct Field(string Name, Func<object, object?> Read);
}
