using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Engines.Elasticsearch.Tests.Lucene;

/// <summary>The files that <c>scripts/lucene-goldens.sh</c> writes, and those that it reads.</summary>
internal static partial class Goldens
{
    public static IReadOnlyList<string> Texts { get; } = [.. Lines("texts.txt").Select(Unescape)];

    public static IEnumerable<JsonElement> Read(string name) => Lines(name).Select(static line => JsonElement.Parse(line));

    public static IReadOnlyList<string> Lines(string name)
    {
        using var stream = typeof(Goldens).Assembly.GetManifestResourceStream(name);
        using var reader = new StreamReader(stream.ShouldNotBeNull(), Encoding.UTF8);
        return reader.ReadToEnd().TrimEnd('\n').Split('\n');
    }

    private static string Unescape(string text) =>
        Escape()
            .Replace(
                text,
                static match =>
                    match.Value[1] switch
                    {
                        'n' => "\n",
                        't' => "\t",
                        'r' => "\r",
                        'f' => "\f",
                        _ => ((char)Convert.ToInt32(match.Value[2..], 16)).ToString(),
                    }
            );

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|[ntrf])")]
    private static partial Regex Escape();
}
