namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>English words without their endings, by Porter's algorithm.</summary>
/// <param name="exclusions">Words that stay as they are.</param>
internal sealed class PorterStemFilter(IEnumerable<string>? exclusions = null) : TokenFilter
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> exclusions = new HashSet<string>(
        exclusions ?? [],
        StringComparer.Ordinal
    ).GetAlternateLookup<ReadOnlySpan<char>>();

    public override TokenStage Attach(TokenSink next) => new Stage(next, exclusions);

    private sealed class Stage(TokenSink next, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> exclusions) : TokenStage(next)
    {
        private char[] buffer = new char[64];

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (term.Length < 3 || exclusions.Contains(term))
            {
                Next.Add(term, positionIncrement, start, end, type);
                return;
            }

            if (term.Length + 1 > buffer.Length)
            {
                buffer = new char[term.Length + 1];
            }

            term.CopyTo(buffer);
            var stem = new PorterStemmer(buffer, term.Length).Stem();
            Next.Add(buffer.AsSpan(0, stem), positionIncrement, start, end, type);
        }
    }
}
