using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.Mocks.OnPremises.Legacy;

/// <summary>A database that nobody dares to touch: it answers SELECT, with rows that were seeded, each beside the query that found it.</summary>
public sealed partial class LegacyDatabase(IConfiguration configuration)
{
    private readonly string[] rows = configuration.GetSection("OnPremises:LegacyRows").Get<string[]>() is { Length: > 0 } seeded
        ? seeded
        : ["data from onpremise DB"];

    /// <summary>Null for anything but a SELECT: nothing here can be changed.</summary>
    public JsonArray? Query(string query)
    {
        if (!Select().IsMatch(query))
            return null;
        var limit = Limit().Match(query) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan) : rows.Length;
        return new JsonArray([.. rows.Take(limit).Select(row => new JsonObject { ["example"] = row, ["query"] = query })]);
    }

    [GeneratedRegex(@"^\s*select\s", RegexOptions.IgnoreCase)]
    private static partial Regex Select();

    [GeneratedRegex(@"\slimit\s+(\d{1,9})\s*;?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Limit();
}
