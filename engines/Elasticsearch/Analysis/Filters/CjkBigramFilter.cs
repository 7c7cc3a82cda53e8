namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>
/// Characters of Han, Hiragana, Katakana and Hangul two by two, across tokens that touch; one that stands alone stays one. All other tokens
/// pass.
/// </summary>
/// <param name="types">Those of the standard tokenizer's types that are taken apart.</param>
/// <param name="outputUnigrams">Whether each character is a token too.</param>
internal sealed class CjkBigramFilter(IReadOnlyCollection<string> types, bool outputUnigrams = false) : TokenFilter
{
    public static IReadOnlyList<string> AllTypes { get; } =
    [TokenTypes.Ideographic, TokenTypes.Hiragana, TokenTypes.Katakana, TokenTypes.Hangul];

    public override TokenStage Attach(TokenSink next) => new Stage(next, types, outputUnigrams);

    private sealed class Stage(TokenSink next, IReadOnlyCollection<string> types, bool outputUnigrams) : TokenStage(next)
    {
        private readonly char[] pair = new char[4];
        private readonly bool han = types.Contains(TokenTypes.Ideographic);
        private readonly bool hiragana = types.Contains(TokenTypes.Hiragana);
        private readonly bool katakana = types.Contains(TokenTypes.Katakana);
        private readonly bool hangul = types.Contains(TokenTypes.Hangul);

        // The character before, kept at the pair's beginning.
        private int width;
        private int from;
        private int to;
        private bool alone;
        private int reached = -1;

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (!Takes(type))
            {
                // What stays in the pair still meets a neighbour later; offsets keep that from happening across this token.
                FlushAlone();
                Next.Add(term, positionIncrement, start, end, type);
                return;
            }

            if (start != reached)
            {
                FlushAlone();
                width = 0;
            }

            reached = end;
            var exact = end - start == term.Length;
            for (var at = 0; at < term.Length; )
            {
                var size = char.IsHighSurrogate(term[at]) && at + 1 < term.Length && char.IsLowSurrogate(term[at + 1]) ? 2 : 1;
                Character(term.Slice(at, size), exact ? start + at : start, exact ? start + at + size : end);
                at += size;
            }
        }

        public override void End()
        {
            FlushAlone();
            base.End();
        }

        private bool Takes(string type) =>
            ReferenceEquals(type, TokenTypes.Hangul) ? hangul
            : ReferenceEquals(type, TokenTypes.Ideographic) ? han
            : ReferenceEquals(type, TokenTypes.Hiragana) ? hiragana
            : ReferenceEquals(type, TokenTypes.Katakana) && katakana;

        private void Character(ReadOnlySpan<char> character, int start, int end)
        {
            if (width > 0)
            {
                if (outputUnigrams)
                {
                    FlushAlone();
                }

                character.CopyTo(pair.AsSpan(width));
                Next.Add(pair.AsSpan(0, width + character.Length), outputUnigrams ? 0 : 1, from, end, TokenTypes.Double);
            }

            character.CopyTo(pair);
            alone = width == 0 || outputUnigrams;
            width = character.Length;
            from = start;
            to = end;
        }

        private void FlushAlone()
        {
            if (alone)
            {
                Next.Add(pair.AsSpan(0, width), 1, from, to, TokenTypes.Single);
                alone = false;
            }
        }
    }
}
