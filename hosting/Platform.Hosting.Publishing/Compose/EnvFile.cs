using System.Text;
using System.Text.RegularExpressions;
using Aspire.Hosting.Docker;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>Environment files: <c>.env</c> asks and people answer; <c>.env.STAGE</c> answers.</summary>
internal static partial class EnvFile
{
    /// <summary>Keys with their descriptions, without values.</summary>
    public static string Ask(IEnumerable<CapturedEnvironmentVariable> variables)
    {
        var text = new StringBuilder("# Filled in by whoever deploys; publishing again keeps what stands here.\n");
        foreach (var variable in variables.OrderBy(variable => variable.Name, StringComparer.Ordinal))
        {
            text.Append('\n');
            Append(text, variable);
        }
        return text.ToString();
    }

    /// <summary>The text on disk with the keys that it lacks: no line of it is changed or lost.</summary>
    public static string Merge(string onDisk, IEnumerable<CapturedEnvironmentVariable> variables)
    {
        var known = Key().Matches(onDisk).Select(match => match.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder(onDisk);
        if (onDisk.Length > 0 && onDisk[^1] is not '\n')
        {
            text.Append('\n');
        }
        foreach (
            var variable in variables
                .Where(variable => !known.Contains(variable.Name))
                .OrderBy(variable => variable.Name, StringComparer.Ordinal)
        )
        {
            text.Append('\n');
            Append(text, variable);
        }
        return text.ToString();
    }

    /// <summary>Keys with values.</summary>
    public static string Answer(string heading, IEnumerable<KeyValuePair<string, string>> values)
    {
        var text = new StringBuilder();
        Comment(text, heading);
        foreach (var (key, value) in values)
        {
            text.Append(key).Append('=').Append(Quote(value)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>A value as both generations of Compose read it, but that 1.29 looks for <c>${…}</c> even within quotes: single quotes keep everything but themselves and line breaks.</summary>
    public static string Quote(string value)
    {
        if (ComposeValues.IsSafe(value))
        {
            return value;
        }
        if (!value.AsSpan().ContainsAny("'\n\r"))
        {
            return $"'{value}'";
        }
        var text = new StringBuilder("\"");
        foreach (var letter in value)
        {
            text.Append(
                letter switch
                {
                    '"' or '\\' or '$' => $"\\{letter}",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    _ => letter.ToString(),
                }
            );
        }
        return text.Append('"').ToString();
    }

    private static void Append(StringBuilder text, CapturedEnvironmentVariable variable)
    {
        var description = variable.Description ?? variable.Name;
        Comment(
            text,
            variable.DefaultValue is { Length: > 0 } value && ComposeValues.IsSafe(value) ? $"{description}\nEmpty: {value}" : description
        );
        text.Append(variable.Name).Append("=\n");
    }

    private static void Comment(StringBuilder text, string words)
    {
        foreach (var line in words.ReplaceLineEndings("\n").Split('\n'))
        {
            text.Append("# ").Append(line.Trim()).Append('\n');
        }
    }

    [GeneratedRegex(@"^\s*(export\s+)?(?<key>[A-Za-z_][A-Za-z0-9_]*)\s*=", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
