using System.Security.Cryptography;
using System.Text;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>
/// A hash of configuration, as an annotation of pods: when it changes, so do they. It is the one that a chart computes with
/// <c>{{ .Values… | toJson | sha256sum }}</c>, so that a chart and Kustomize say the same and a value given to Helm rolls the pods too.
/// </summary>
public static class ConfigurationHash
{
    /// <summary>Of a workload's config map.</summary>
    public const string Config = "checksum/config";

    /// <summary>Of the parameters that a workload uses: <c>{{ pick .Values… "a" "b" | toJson | sha256sum }}</c>.</summary>
    public const string Parameters = "checksum/parameters";

    public static string Of(IEnumerable<KeyValuePair<string, string>> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson(data))));
    }

    // As Go's encoding/json writes a map: keys in order of their bytes, <, > and & escaped.
    internal static string ToJson(IEnumerable<KeyValuePair<string, string>> data)
    {
        var json = new StringBuilder("{");
        foreach (var (key, value) in data.OrderBy(entry => Encoding.UTF8.GetBytes(entry.Key), BytesInOrder))
        {
            json.Append(json.Length > 1 ? "," : "");
            Append(json, key);
            json.Append(':');
            Append(json, value);
        }
        return json.Append('}').ToString();
    }

    private static readonly Comparer<byte[]> BytesInOrder = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    private static void Append(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                '<' or '>' or '&' or '\u2028' or '\u2029' or < ' ' => json.Append(@"\u").Append(((int)c).ToString("x4", null)),
                _ => json.Append(c),
            };
        }
        json.Append('"');
    }
}
