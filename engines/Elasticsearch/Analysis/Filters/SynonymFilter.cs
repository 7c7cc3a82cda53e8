namespace Platform.Engines.Elasticsearch.Analysis.Filters;

/// <summary>Puts words of the same meaning beside a word, or in its place.</summary>
internal sealed class SynonymFilter(SynonymRules rules) : TokenFilter
{
    public override TokenStage Attach(TokenSink next) => new Stage(next, rules.Lookup);

    private sealed class Stage(TokenSink next, Dictionary<string, SynonymRules.Rule>.AlternateLookup<ReadOnlySpan<char>> rules)
        : TokenStage(next)
    {
        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type)
        {
            if (!rules.TryGetValue(term, out var rule))
            {
                Next.Add(term, positionIncrement, start, end, type);
                return;
            }

            if (rule.KeepOriginal)
            {
                Next.Add(term, positionIncrement, start, end, type);
                positionIncrement = 0;
            }

            foreach (var word in rule.Words)
            {
                Next.Add(word, positionIncrement, start, end, TokenTypes.Synonym);
                positionIncrement = 0;
            }
        }
    }
}
