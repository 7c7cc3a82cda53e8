namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>Makes terms of text. Immutable; any thread.</summary>
public abstract class Analyzer
{
    /// <summary>As settings and mappings call it.</summary>
    public abstract string Name { get; }

    /// <summary>Positions left free between the values of an array, so that no phrase matches across them.</summary>
    public virtual int PositionIncrementGap => 100;

    public abstract void Analyze(string text, TokenSink sink);

    public IReadOnlyList<Token> Analyze(string text)
    {
        var tokens = new TokenList();
        Analyze(text, tokens);
        return tokens.Tokens;
    }

    private sealed class TokenList : TokenSink
    {
        private int position = -1;

        public List<Token> Tokens { get; } = [];

        public override void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type) =>
            Tokens.Add(new(term.ToString(), position += positionIncrement, start, end, type));
    }
}
