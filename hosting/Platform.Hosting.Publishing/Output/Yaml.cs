using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Trees as YAML that readers of 1.1 and of 1.2 take for the same, and back.</summary>
public static class Yaml
{
    /// <summary>One document. Scalars are plain where every reader takes them for what they are, texts of several lines are blocks.</summary>
    public static string Write(JsonNode? document, YamlLayout? layout = null) => YamlWriter.Write([document], layout ?? YamlLayout.Plain);

    /// <summary>Several documents, with <c>---</c> between them.</summary>
    public static string Write(IEnumerable<JsonNode> documents, YamlLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        return YamlWriter.Write(documents, layout ?? YamlLayout.Plain);
    }

    /// <summary>Every document that is not empty, by YAML 1.2's core schema, as Kubernetes and Compose read it.</summary>
    /// <exception cref="FormatException">The text is no YAML, or has a key twice: says where.</exception>
    public static IReadOnlyList<JsonNode> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return YamlReader.Read(text);
    }

    /// <summary>A scalar that is printed as it stands, without quotes: <c>{{ .Values.image }}</c>. Cannot be cloned: set it last.</summary>
    public static JsonNode Raw(string text) => JsonValue.Create(new RawScalar(text))!;

    /// <summary>Whole lines in place of an entry or an item, at its indentation; the entry's key is not printed: <c>{{- if .Values.tls }}</c>.</summary>
    public static JsonNode RawLines(string text) => JsonValue.Create(new RawBlock(text))!;
}
