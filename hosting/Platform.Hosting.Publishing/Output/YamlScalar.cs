using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Hosting.Publishing.Output;

/// <summary>How one text is written so that it stays a text, and the same.</summary>
internal static partial class YamlScalar
{
    // Longer keys may not be implicit; the limit is 1024 with quotes and escapes.
    private const int LongestImplicitKey = 1000;

    /// <summary>On one line: plain, or in quotes.</summary>
    public static string OfText(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }
        return text.All(IsPrintable) && text.AsSpan().IndexOfAny('"', '\\') >= 0
            ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'"
            : DoubleQuoted(text);
    }

    /// <summary>JSON's number, so that YAML 1.1 takes it for one: there, an exponent wants a point and a sign.</summary>
    public static string OfNumber(string json)
    {
        var at = json.AsSpan().IndexOfAny('e', 'E');
        if (at < 0)
        {
            return json;
        }
        var mantissa = json[..at];
        var exponent = json[(at + 1)..];
        return $"{(mantissa.Contains('.') ? mantissa : mantissa + ".0")}e{(exponent[0] is '+' or '-' ? exponent : "+" + exponent)}";
    }

    public static bool IsImplicitKey(string scalar) => scalar.Length <= LongestImplicitKey;

    /// <summary>Whether the text can be a block (<c>|</c>): several lines, and nothing that a reader of the block would not see.</summary>
    public static bool IsBlock(string text)
    {
        // Kustomize writes a block that begins with a tab so that it cannot read it again.
        if (!text.Contains('\n') || text.All(c => c == '\n') || text[0] == '\t')
        {
            return false;
        }
        foreach (var line in text.AsSpan().EnumerateLinesByFeed())
        {
            if (line.Length > 0 && line[^1] is ' ' or '\t')
            {
                return false;
            }
        }
        return WithoutBreaks(text).All(c => c == '\t' || IsPrintable(c)) && HasWholeSurrogates(text);
    }

    private static string WithoutBreaks(string text) => text.Replace("\n", "", StringComparison.Ordinal);

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || text[0] == ' ' || text[^1] is ' ' or ':' || !HasWholeSurrogates(text))
        {
            return false;
        }
        if (
            "-?:,[]{}#&*!|>'\"%@`".Contains(text[0])
            && !(text[0] == '-' && text.Length > 1 && (char.IsAsciiLetter(text[1]) || IsFlag(text)))
        )
        {
            return false;
        }
        for (var i = 0; i < text.Length; i++)
        {
            if (
                !IsPrintable(text[i])
                || (text[i] == ':' && i + 1 < text.Length && text[i + 1] == ' ')
                // "0 2 * * *: x" is no error, but YamlDotNet reads it as one; and quotes are what people write around cron.
                || (text[i] is '#' or '*' or '&' && i > 0 && text[i - 1] == ' ')
            )
            {
                return false;
            }
        }
        return !IsOtherType(text);
    }

    private static bool IsFlag(string text) => text.Length > 2 && text[1] == '-' && char.IsAsciiLetter(text[2]);

    /// <summary>Whether a reader, old or new, would take it for a boolean, null, number, date or merge key.</summary>
    private static bool IsOtherType(string text) =>
        text[0] is (>= '0' and <= '9') or '+' or '-' or '.'
            ? Number().IsMatch(text) || Date().IsMatch(text) || text is "..." || text.StartsWith("... ", StringComparison.Ordinal)
            : text.Length <= 5 && Word().IsMatch(text);

    private static bool IsPrintable(char c) =>
        c is >= ' ' and <= '~'
        || (
            c > '\u00a0'
            && char.GetUnicodeCategory(c)
                is not (
                    UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.SpaceSeparator
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned
                )
        );

    private static bool HasWholeSurrogates(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i]))
            {
                return false;
            }
        }
        return true;
    }

    private static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(
                rune.Value switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    '\r' => "\\r",
                    0 => "\\0",
                    < ' ' or (>= 0x7f and <= 0xa0) => $"\\x{rune.Value:x2}",
                    <= 0xffff when !IsPrintable((char)rune.Value) => $"\\u{rune.Value:x4}",
                    _ => rune.ToString(),
                }
            );
        }
        return quoted.Append('"').ToString();
    }

    private static LineEnumerator EnumerateLinesByFeed(this ReadOnlySpan<char> text) => new(text);

    /// <summary>By <c>\n</c> alone: the framework's own breaks at seven characters.</summary>
    private ref struct LineEnumerator(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;
        private bool isDone;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly LineEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (isDone)
            {
                return false;
            }
            var end = rest.IndexOf('\n');
            isDone = end < 0;
            Current = isDone ? rest : rest[..end];
            rest = isDone ? default : rest[(end + 1)..];
            return true;
        }
    }

    // 12, 1_000, 0x1f, 0o17, 0b1, 1.5, .5, 1., 1e3, .inf, .nan, 12:30:45 (base 60), with a sign or without.
    [GeneratedRegex(
        @"\A[-+]?(?:[0-9][0-9_,]*|0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9_]+)(?:[eE][-+]?[0-9_]+)?|[0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9_]*)?|\.(?:[iI][nN][fF]|[nN][aA][nN]))\z"
    )]
    private static partial Regex Number();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?\z", RegexOptions.Singleline)]
    private static partial Regex Date();

    [GeneratedRegex(@"\A(?:y|n|yes|no|on|off|true|false|null|~|<<|=)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
