using System.Collections.Frozen;

namespace Platform.Dashboard.Otlp;

/// <summary>How a field is written in JSON, and with it how in protobuf.</summary>
internal enum OtlpFieldKind
{
    Text,
    Base64,

    /// <summary>Ids: OTLP's one departure from protobuf's JSON.</summary>
    Hex,
    Bool,
    Varint,
    ZigZag,
    Fixed32,
    Fixed64,
    Double,
    Message,
}

internal sealed record OtlpField(int Number, OtlpFieldKind Kind, bool Repeated, OtlpMessage? Message, FrozenDictionary<string, int>? Names);

/// <summary>A message's fields by both of their names in JSON: lowerCamelCase and the original.</summary>
internal sealed class OtlpMessage
{
    private readonly Dictionary<string, OtlpField> fields = [];
    private readonly SortedList<int, (string Name, OtlpField Field)> numbers = [];

    /// <summary>By number, with the name in lowerCamelCase.</summary>
    public IReadOnlyDictionary<int, (string Name, OtlpField Field)> Numbers => numbers;

    public OtlpField? Find(ReadOnlySpan<char> name) =>
        fields.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var field) ? field : null;

    public OtlpMessage With(int number, string name, OtlpFieldKind kind, bool repeated = false) =>
        Add(name, new(number, kind, repeated, null, null));

    public OtlpMessage With(int number, string name, OtlpMessage message, bool repeated = false) =>
        Add(name, new(number, OtlpFieldKind.Message, repeated, message, null));

    public OtlpMessage With(int number, string name, FrozenDictionary<string, int> names) =>
        Add(name, new(number, OtlpFieldKind.Varint, false, null, names));

    private OtlpMessage Add(string name, OtlpField field)
    {
        fields.Add(name, field);
        var words = name.Split('_');
        var camel = words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        fields.TryAdd(camel, field);
        numbers.Add(field.Number, (camel, field));
        return this;
    }
}
