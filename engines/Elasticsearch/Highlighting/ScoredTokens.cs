using Platform.Engines.Elasticsearch.Analysis;

namespace Platform.Engines.Elasticsearch.Highlighting;

/// <summary>The tokens of one value, each with what it weighs for the query.</summary>
internal sealed class ScoredTokens
{
    private readonly List<(int From, int To)> phrases = [];

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
                phrases.Add(match);
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

    /// <summary>Whether a phrase began before the position and goes on there.</summary>
    public bool IsInsidePhrase(int position) => phrases.Exists(phrase => phrase.From < position && position <= phrase.To);
}
