using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.JavaScript;

/// <summary>The major version of Node.js that an application asks for.</summary>
internal static partial class NodeVersion
{
    private const string Default = "22";

    /// <summary>From <c>.nvmrc</c>, <c>.node-version</c>, <c>engines.node</c> of <c>package.json</c> or <c>.tool-versions</c>, in this order.</summary>
    public static string Of(string directory) =>
        FromFile(directory, ".nvmrc", FirstNumber())
        ?? FromFile(directory, ".node-version", FirstNumber())
        ?? FromPackage(Path.Combine(directory, "package.json"))
        ?? FromFile(directory, ".tool-versions", ToolLine())
        ?? Default;

    private static string? FromFile(string directory, string name, Regex pattern)
    {
        var file = Path.Combine(directory, name);
        return File.Exists(file) ? Found(pattern, File.ReadAllText(file)) : null;
    }

    private static string? FromPackage(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var package = JsonDocument.Parse(File.ReadAllText(file));
            return
                package.RootElement.ValueKind is JsonValueKind.Object
                && package.RootElement.TryGetProperty("engines", out var engines)
                && engines.ValueKind is JsonValueKind.Object
                && engines.TryGetProperty("node", out var node)
                && node.ValueKind is JsonValueKind.String
                ? Found(FirstNumber(), node.GetString()!)
                : null;
        }
        catch (JsonException)
        {
            // npm will say what is wrong with it, better than a manifest could.
            return null;
        }
    }

    private static string? Found(Regex pattern, string text) =>
        pattern.Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"(\d+)")]
    private static partial Regex FirstNumber();

    [GeneratedRegex(@"^\s*node(?:js)?\s+v?(\d+)", RegexOptions.Multiline)]
    private static partial Regex ToolLine();
}
