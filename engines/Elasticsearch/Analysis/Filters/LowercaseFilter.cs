using System.Text;

namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Each code point by itself, in no language's way.</summary>
internal sealed class LowercaseFilter : TokenFilter
{
    public override TokenStage Attach(TokenSink next) => new Stage(next);

    /// <param name="target">As long as <paramref name="term"/> at least; the length does not change.</param>
    public static void Lower(ReadOnlySpan<char> term, Span<char> target)
    {
        for (var i = 0; i < term.Length; i++)
        {
            var c = term[i];
            if (c < 0x80)
            {
                target[i] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < term.Length && Rune.TryCreate(c, term[i + 1], out var rune))
            {
                Rune.ToLowerInvariant(rune).EncodeToUtf16(target[i..]);
                i++;
            }
            else
            {
                // The one letter where Java's mapping has what .NET leaves to Turkish.
                target[i] = c == '\u0130' ? 'i' : char.ToLowerInvariant(c);
            }
        }
    }

    private sealed class Stage(TokenSink next) : TokenStage(next)
    {
        private char[] buffer = new char[64];

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (term.Length > buffer.Length)
            {
                buffer = new char[term.Length];
            }

            Lower(term, buffer);
            Next.Add(buffer.AsSpan(0, term.Length), positionIncrement, start, end, type);
        }
    }
}
