using System.Text.RegularExpressions;

namespace Platform.Engines.Elasticsearch.Tests.Clients;

/// <summary>The parts of the scripts beside this, each a test: found in the scripts, so that none is forgotten.</summary>
internal static class ScriptParts
{
    public static string Folder(string language) => Path.Combine(AppContext.BaseDirectory, "Clients", language);

    public static TheoryData<string, string> Of(string language, string pattern, Regex part)
    {
        var parts = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Folder(language), pattern).Order(StringComparer.Ordinal))
        {
            foreach (var name in part.Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
                parts.Add(Path.GetFileNameWithoutExtension(file), name);
        }
        return parts;
    }
}
