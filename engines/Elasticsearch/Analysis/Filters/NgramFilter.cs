namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Every piece of a token of so many code points, at the token's place; or those pieces alone that begin it.</summary>
/// <param name="preserveOriginal">Whether tokens that are shorter or longer than all pieces are kept as well.</param>
internal sealed class NgramFilter(int minGram, int maxGram, bool edge, bool preserveOriginal = false) : TokenFilter
{
    public override TokenStage Attach(TokenSink next) => new Stage(next, minGram, maxGram, edge, preserveOriginal);

    private sealed class Stage(TokenSink next, int minGram, int maxGram, bool edge, bool preserveOriginal) : TokenStage(next)
    {
        private int pending;

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            pending += positionIncrement;
            var points = 0;
            for (var from = 0; from < term.Length; from += Width(term, from))
            {
                var to = from;
                for (var length = 1; length <= maxGram && to < term.Length; length++)
                {
                    to += Width(term, to);
                    if (length >= minGram)
                    {
                        Piece(term[from..to], start, end, type);
                    }
                }

                if (edge)
                {
                    break;
                }
            }

            if (preserveOriginal)
            {
                for (var at = 0; at < term.Length; at += Width(term, at))
                {
                    points++;
                }

                if (points < minGram || points > maxGram)
                {
                    Piece(term, start, end, type);
                }
            }
        }

        private void Piece(ReadOnlySpan<char> term, int start, int end, string type)
        {
            Next.Add(term, pending, start, end, type);
            pending = 0;
        }

        private static int Width(ReadOnlySpan<char> term, int at) =>
            char.IsHighSurrogate(term[at]) && at + 1 < term.Length && char.IsLowSurrogate(term[at + 1]) ? 2 : 1;
    }
}
