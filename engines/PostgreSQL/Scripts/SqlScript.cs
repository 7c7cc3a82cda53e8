using System.Text.RegularExpressions;

namespace Platform.Engines.PostgreSQL.Scripts;

/// <summary>One step of an init file: a statement, or a change of database (<c>\connect</c>).</summary>
internal sealed record SqlStep(string Text, bool Connect = false);

/// <summary>
/// Cuts a script into statements, which the server runs one by one as psql would have it (each its own transaction unless the script says
/// BEGIN). psql itself is on few bare machines; what only psql can do is told by <see cref="NeedsPsql"/>.
/// </summary>
internal static partial class SqlScript
{
    /// <summary>The first thing in the script that only psql understands, or null.</summary>
    public static string? NeedsPsql(IReadOnlyList<SqlStep> steps) =>
        steps.Where(step => !step.Connect).Select(step => PsqlOnly().Match(step.Text)).FirstOrDefault(match => match.Success)?.Value.Trim();

    public static IReadOnlyList<SqlStep> Split(string script)
    {
        List<SqlStep> steps = [];
        var start = 0;
        var blank = true;
        for (var at = 0; at < script.Length; )
        {
            var end = Token(script, at);
            if (script[at] == '\\' && blank)
            {
                end = Line(script, at);
                steps.Add(Command(script[at..end].Trim()));
                (start, blank) = (end, true);
            }
            else if (script[at] == ';')
            {
                Add(at);
                (start, blank) = (end, true);
            }
            else
            {
                blank &= char.IsWhiteSpace(script[at]) || IsComment(script, at);
            }

            at = end;
        }

        Add(script.Length);
        return steps;

        void Add(int end)
        {
            if (!blank)
            {
                steps.Add(new SqlStep(script[start..end].Trim()));
            }
        }
    }

    /// <summary>The end of the token that begins at a place: whatever may hide a semicolon is one token.</summary>
    private static int Token(string script, int at) =>
        script[at] switch
        {
            '\'' => Quoted(script, at, '\'', escapes: at > 0 && script[at - 1] is 'e' or 'E' && (at == 1 || !IsWord(script[at - 2]))),
            '"' => Quoted(script, at, '"', escapes: false),
            '-' when IsComment(script, at) => Line(script, at),
            '/' when IsComment(script, at) => Block(script, at),
            '$' when at == 0 || !IsWord(script[at - 1]) => Dollar(script, at),
            _ => at + 1,
        };

    private static bool IsComment(string script, int at) =>
        string.CompareOrdinal(script, at, "--", 0, 2) == 0 || string.CompareOrdinal(script, at, "/*", 0, 2) == 0;

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '$';

    private static int Line(string script, int at) => script.IndexOf('\n', at) is >= 0 and var end ? end + 1 : script.Length;

    private static int Quoted(string script, int at, char quote, bool escapes)
    {
        for (at++; at < script.Length && script[at] != quote; at++)
        {
            if (escapes && script[at] == '\\')
            {
                at++;
            }
        }

        // A doubled quote ends one token and begins the next, which comes to the same.
        return Math.Min(at + 1, script.Length);
    }

    private static int Block(string script, int at)
    {
        var depth = 0;
        do
        {
            var opens = string.CompareOrdinal(script, at, "/*", 0, 2) == 0;
            var closes = string.CompareOrdinal(script, at, "*/", 0, 2) == 0;
            depth += (opens ? 1 : 0) - (closes ? 1 : 0);
            at += opens || closes ? 2 : 1;
        } while (depth > 0 && at < script.Length);

        return Math.Min(at, script.Length);
    }

    private static int Dollar(string script, int at)
    {
        var tag = DollarTag().Match(script, at);
        if (!tag.Success || tag.Index != at)
        {
            return at + 1;
        }

        var end = script.IndexOf(tag.Value, at + tag.Length, StringComparison.Ordinal);
        return end < 0 ? script.Length : end + tag.Length;
    }

    private static SqlStep Command(string line)
    {
        var connect = Connect().Match(line);
        return connect.Success ? new SqlStep(connect.Groups["name"].Value, Connect: true) : new SqlStep(line);
    }

    [GeneratedRegex(@"\$([A-Za-z_\u0080-\uffff][\w]*)?\$")]
    private static partial Regex DollarTag();

    [GeneratedRegex("""^\\(c|connect)\s+(?<quote>["']?)(?<name>[^\s"';]+)\k<quote>\s*;?$""")]
    private static partial Regex Connect();

    [GeneratedRegex(@"^\\.*|\bCOPY\b[^;]*\bFROM\s+STDIN\b|\bBEGIN\s+ATOMIC\b", RegexOptions.IgnoreCase)]
    private static partial Regex PsqlOnly();
}
