namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Each term once: in the text, or at its position alone.</summary>
internal sealed class UniqueFilter(bool onlyOnSamePosition) : TokenFilter
{
    public override TokenStage Attach(TokenSink next) => new Stage(next, onlyOnSamePosition);

    private sealed class Stage(TokenSink next, bool onlyOnSamePosition) : TokenStage(next)
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (onlyOnSamePosition && positionIncrement > 0)
            {
                seen.Clear();
            }

            if (seen.GetAlternateLookup<ReadOnlySpan<char>>().Add(term))
            {
                Next.Add(term, positionIncrement, start, end, type);
            }
        }
    }
}
