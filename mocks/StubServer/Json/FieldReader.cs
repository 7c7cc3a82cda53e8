using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Mocks.Stubs.Json;

/// <summary>A JSON object being read: each field is taken once, and what nobody took is refused by name rather than ignored.</summary>
public sealed class FieldReader(JsonObject json, string pointer)
{
    private readonly HashSet<string> taken = [];

    public string Pointer => pointer;

    public static FieldReader Of(JsonNode? node, string pointer) =>
        new(node as JsonObject ?? throw new StubRefusedException(pointer, "an object is expected"), pointer);

    /// <summary>Null when the field is missing or null.</summary>
    public JsonNode? Take(string name)
    {
        taken.Add(name);
        return json[name];
    }

    public bool Has(string name) => json[name] is not null;

    public string? Text(string name) =>
        Take(name) switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            _ => throw Refuse(name, "a string is expected"),
        };

    public int? Int(string name) =>
        Number(name) is not { } number ? null
        : number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number
        : throw Refuse(name, "a whole number is expected");

    public double? Number(string name) =>
        Take(name) switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.Deserialize<double>(),
            _ => throw Refuse(name, "a number is expected"),
        };

    public bool Flag(string name) =>
        Take(name) switch
        {
            null => false,
            JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
            _ => throw Refuse(name, "true or false is expected"),
        };

    public FieldReader? Object(string name) => Take(name) is { } node ? Of(node, $"{pointer}/{name}") : null;

    /// <summary>The elements with their pointers; none when the field is missing.</summary>
    public IEnumerable<(JsonNode? Node, string Pointer)> Array(string name) =>
        Take(name) switch
        {
            null => [],
            JsonArray array => array.Select((node, index) => (node, $"{pointer}/{name}/{index}")),
            _ => throw Refuse(name, "an array is expected"),
        };

    /// <summary>The fields of an object-valued field with their pointers; none when it is missing.</summary>
    public IEnumerable<(string Name, JsonNode? Node, string Pointer)> Entries(string name) =>
        Take(name) switch
        {
            null => [],
            JsonObject entries => entries.Select(entry => (entry.Key, entry.Value, $"{pointer}/{name}/{entry.Key}")),
            _ => throw Refuse(name, "an object is expected"),
        };

    public StubRefusedException Refuse(string name, string detail) => new($"{pointer}/{name}", detail);

    /// <exception cref="StubRefusedException">A field was not taken.</exception>
    public void RefuseTheRest()
    {
        foreach (var (name, value) in json)
            if (value is not null && !taken.Contains(name))
                throw Refuse(name, $"'{name}' is not supported here; mocks/StubServer/README.md lists what is");
    }
}
