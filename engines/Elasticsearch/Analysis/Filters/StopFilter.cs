namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Leaves out words that say nothing; their positions stay free.</summary>
internal sealed class StopFilter(IEnumerable<string> words, bool ignoreCase = false) : TokenFilter
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words = new HashSet<string>(
        words,
        ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
    ).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether it does nothing.</summary>
    public bool IsEmpty => words.Set.Count == 0;

    public override TokenStage Attach(TokenSink next) => new Stage(next, words);

    private sealed class Stage(TokenSink next, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words) : TokenStage(next)
    {
        private int skipped;

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (words.Contains(term))
            {
                skipped += positionIncrement;
                return;
            }

            Next.Add(term, positionIncrement + skipped, start, end, type);
            skipped = 0;
        }
    }
}
