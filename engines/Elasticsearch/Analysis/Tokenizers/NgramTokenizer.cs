using System.Text;

namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>Every piece of so many code points, of each run of characters that count; or those pieces alone that begin a run.</summary>
/// <param name="isTokenCharacter">Null: all do.</param>
internal sealed class NgramTokenizer(int minGram, int maxGram, bool edge, Func<Rune, bool>? isTokenCharacter) : Tokenizer
{
    public override void Tokenize(string text, TokenSink sink)
    {
        for (var at = 0; at < text.Length; )
        {
            var end = RunEnd(text, at);
            if (end > at)
            {
                Grams(text, at, end, sink);
            }

            Rune.DecodeFromUtf16(text.AsSpan(end), out _, out var width);
            at = end + width;
        }
    }

    private int RunEnd(string text, int at)
    {
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var c, out var width);
            if (isTokenCharacter is not null && !isTokenCharacter(c))
            {
                break;
            }

            at += width;
        }

        return at;
    }

    private void Grams(string text, int start, int end, TokenSink sink)
    {
        for (var from = start; from < end; from += Width(text, from))
        {
            var to = from;
            for (var length = 1; length <= maxGram && to < end; length++)
            {
                to += Width(text, to);
                if (length >= minGram)
                {
                    sink.Add(text.AsSpan(from, to - from), 1, from, to, TokenTypes.Word);
                }
            }

            if (edge)
            {
                return;
            }
        }
    }

    private static int Width(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
}
