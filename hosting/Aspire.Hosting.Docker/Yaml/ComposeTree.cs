using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Docker.Yaml;

/// <summary>The file's objects as a tree: names in snake case, members in the order of their declaration, what is null or empty left out.</summary>
internal static class ComposeTree
{
    public static JsonObject Of(ComposeFile file)
    {
        var tree = (JsonObject)OfObject(file);
        if (tree.Remove("extensions", out var extensions) && extensions is JsonObject more)
        {
            foreach (var (name, value) in more.ToList())
            {
                more.Remove(name);
                tree[name] = value;
            }
        }
        return tree;
    }

    public static JsonObject Of(Service service) => (JsonObject)OfObject(service);

    private static JsonNode OfObject(object source)
    {
        var tree = new JsonObject();
        foreach (var property in source.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            // A member's name is the key that it stands under; only a secret's is another's.
            if (property.DeclaringType == typeof(NamedComposeMember))
            {
                continue;
            }
            if (Node(property.GetValue(source)) is { } value && !IsEmpty(value))
            {
                tree[SnakeCase(property.Name)] = value;
            }
        }
        return tree;
    }

    private static JsonNode? Node(object? value) =>
        value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            int number => JsonValue.Create(number),
            long number => JsonValue.Create(number),
            double number => JsonValue.Create(number),
            UnixFileMode mode => JsonValue.Create("0" + Convert.ToString((int)mode, 8)),
            JsonNode node => node.DeepClone(),
            IDictionary map => Map(map),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
            IFormattable other when other.GetType().IsPrimitive => JsonValue.Create(other.ToString(null, CultureInfo.InvariantCulture)),
            _ => OfObject(value),
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

    private static bool IsEmpty(JsonNode node) => node is JsonObject { Count: 0 } or JsonArray { Count: 0 };

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
