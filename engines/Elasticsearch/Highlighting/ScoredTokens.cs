using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Highlighting;

/// <summary>The tokens of one value, each with what it weighs for the query.</summary>
internal sealed class ScoredTokens
{
    private readonly List<(PhraseQuery Phrase, int From, int To)> matches = [];

    public ScoredTokens(IReadOnlyList<Token> tokens, HighlightTerms terms)
    {
        Tokens = tokens;
        Weights = new float[tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
        {
            Weights[i] = terms.Weight(tokens[i].Term);
        }

        foreach (var (phrase, weight) in terms.Phrases)
        {
            foreach (var match in PhraseMatches.In(phrase, tokens))
            {
                matches.Add((phrase, match.From, match.To));
                for (var i = 0; i < tokens.Count; i++)
                {
                    if (
                        tokens[i].Position >= match.From
                        && tokens[i].Position <= match.To
                        && weight > Weights[i]
                        && PhraseMatches.Contains(phrase, tokens[i].Term)
                    )
                    {
                        Weights[i] = weight;
                    }
                }
            }
        }
    }

    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>0: the query does not look for the token, or not at its place.</summary>
    public float[] Weights { get; }

    /// <summary>The last position of a match that begins at the position, for a term of its phrase; null when none does.</summary>
    public int? MatchEnd(string term, int position)
    {
        foreach (var (phrase, from, to) in matches)
        {
            if (from == position && PhraseMatches.Contains(phrase, term))
            {
                return to;
            }
        }

        return null;
    }
}
