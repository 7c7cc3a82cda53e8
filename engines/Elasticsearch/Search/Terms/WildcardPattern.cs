using System.Text;

namespace Platform.Engines.Elasticsearch.Search.Terms;

/// <summary><c>*</c> any characters, <c>?</c> one, <c>\</c> takes away what the next one means. Case is ignored for ASCII only, as Elasticsearch does.</summary>
internal sealed class WildcardPattern
{
    private const int Any = -1;
    private const int One = -2;

    private readonly int[] elements;
    private readonly bool ignoreCase;

    public WildcardPattern(string pattern, bool ignoreCase)
    {
        this.ignoreCase = ignoreCase;
        var parsed = new List<int>();
        var escaped = false;
        foreach (var rune in pattern.EnumerateRunes())
        {
            if (!escaped && rune.Value == '\\')
            {
                escaped = true;
                continue;
            }
            parsed.Add(
                escaped
                    ? Fold(rune.Value)
                    : rune.Value switch
                    {
                        '*' => Any,
                        '?' => One,
                        var value => Fold(value),
                    }
            );
            escaped = false;
        }
        if (escaped)
        {
            parsed.Add('\\');
        }
        elements = [.. parsed];
        var literal = new StringBuilder();
        foreach (
            var element in elements.TakeWhile(element =>
                element >= 0 && !(ignoreCase && char.IsAsciiLetter((char)Math.Min(element, char.MaxValue)))
            )
        )
        {
            literal.Append(new Rune(element));
        }
        LiteralPrefix = literal.ToString();
    }

    /// <summary>What every match begins with.</summary>
    public string LiteralPrefix { get; }

    /// <summary>Whatever begins so, in whichever case.</summary>
    public static WildcardPattern OfPrefix(string prefix) =>
        new(prefix.Replace("\\", "\\\\").Replace("*", "\\*").Replace("?", "\\?") + "*", true);

    public bool Matches(ReadOnlySpan<byte> utf8)
    {
        var (at, element) = (0, 0);
        var (retryAt, retryElement) = (-1, 0);
        while (at < utf8.Length)
        {
            Rune.DecodeFromUtf8(utf8[at..], out var rune, out var length);
            if (element < elements.Length && elements[element] == Any)
            {
                (retryAt, retryElement) = (at, ++element);
            }
            else if (element < elements.Length && (elements[element] == One || elements[element] == Fold(rune.Value)))
            {
                at += length;
                element++;
            }
            else if (retryAt >= 0)
            {
                // The last star takes one character more.
                Rune.DecodeFromUtf8(utf8[retryAt..], out _, out var skipped);
                at = retryAt += skipped;
                element = retryElement;
            }
            else
            {
                return false;
            }
        }
        while (element < elements.Length && elements[element] == Any)
        {
            element++;
        }
        return element == elements.Length;
    }

    private int Fold(int value) => ignoreCase && value is >= 'A' and <= 'Z' ? value | 0x20 : value;
}
