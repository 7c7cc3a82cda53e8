namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Takes the English 's from a word's end.</summary>
internal sealed class PossessiveFilter : TokenFilter
{
    public override TokenStage Attach(TokenSink next) => new Stage(next);

    private sealed class Stage(TokenSink next) : TokenStage(next)
    {
        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (term is [.., '\'' or '\u2019' or '\uFF07', 's' or 'S'])
            {
                term = term[..^2];
            }

            Next.Add(term, positionIncrement, start, end, type);
        }
    }
}
