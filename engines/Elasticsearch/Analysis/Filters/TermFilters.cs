namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Takes white space from both ends of a term.</summary>
internal sealed class TrimFilter : TokenFilter
{
    public override TokenStage Attach(TokenSink next) => new Stage(next);

    private sealed class Stage(TokenSink next) : TokenStage(next)
    {
        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type) =>
            Next.Add(term.Trim(), positionIncrement, start, end, type);
    }
}

/// <summary>Cuts terms off after so many UTF-16 units.</summary>
internal sealed class TruncateFilter(int length) : TokenFilter
{
    public override TokenStage Attach(TokenSink next) => new Stage(next, length);

    private sealed class Stage(TokenSink next, int length) : TokenStage(next)
    {
        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type) =>
            Next.Add(term.Length > length ? term[..length] : term, positionIncrement, start, end, type);
    }
}

/// <summary>Keeps terms of so many UTF-16 units; the positions of the others stay free.</summary>
internal sealed class LengthFilter(int min, int max) : TokenFilter
{
    public override TokenStage Attach(TokenSink next) => new Stage(next, min, max);

    private sealed class Stage(TokenSink next, int min, int max) : TokenStage(next)
    {
        private int skipped;

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (term.Length < min || term.Length > max)
            {
                skipped += positionIncrement;
                return;
            }

            Next.Add(term, positionIncrement + skipped, start, end, type);
            skipped = 0;
        }
    }
}
