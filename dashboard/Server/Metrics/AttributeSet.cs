using System.Text;

namespace Platform.Dashboard.Metrics;

/// <summary>What tells one dimension of an instrument from another: attributes in order of their keys.</summary>
public sealed class AttributeSet : IEquatable<AttributeSet>
{
    /// <summary>OpenTelemetry's SDKs fold what goes beyond their own limit into one dimension of this name.</summary>
    public const string Overflow = "otel.metric.overflow";

    private readonly KeyValuePair<string, string>[] items;
    private readonly string key;

    public AttributeSet(IEnumerable<KeyValuePair<string, string>> attributes)
    {
        items = [.. attributes.DistinctBy(item => item.Key).OrderBy(item => item.Key, StringComparer.Ordinal)];
        var text = new StringBuilder();
        foreach (var (name, value) in items)
        {
            // Lengths, so that no two sets of attributes read the same.
            text.Append(name.Length).Append(':').Append(name).Append(value.Length).Append(':').Append(value);
        }
        key = text.ToString();
    }

    public static AttributeSet Empty { get; } = new([]);

    public IReadOnlyList<KeyValuePair<string, string>> Items => items;

    public string? this[string name] => items.FirstOrDefault(item => item.Key == name).Value;

    internal int Bytes => 64 + (2 * key.Length) + items.Sum(item => 64 + (2 * (item.Key.Length + item.Value.Length)));

    /// <summary>This and one attribute more.</summary>
    public AttributeSet With(string name, string value) => new([new(name, value), .. items]);

    /// <summary>Only the attributes of these names.</summary>
    public AttributeSet Only(IReadOnlySet<string> names) => new(items.Where(item => names.Contains(item.Key)));

    public bool Equals(AttributeSet? other) => other is not null && key == other.key;

    public override bool Equals(object? obj) => Equals(obj as AttributeSet);

    public override int GetHashCode() => key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(", ", items.Select(item => $"{item.Key}={item.Value}"));
}
