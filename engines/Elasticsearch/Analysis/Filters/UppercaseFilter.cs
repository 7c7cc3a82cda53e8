namespace Platform.Engines.Elasticsearch.Analysis.Filters;

internal sealed class UppercaseFilter : TokenFilter
{
    public override TokenStage Attach(TokenSink next) => new Stage(next);

    private sealed class Stage(TokenSink next) : TokenStage(next)
    {
        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            var upper = new char[term.Length];
            term.ToUpperInvariant(upper);
            Next.Add(upper, positionIncrement, start, end, type);
        }
    }
}
