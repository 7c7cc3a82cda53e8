namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>A step between a tokenizer and the index. Immutable; any thread: what it remembers of one text is in its stage.</summary>
public abstract class TokenFilter
{
    public abstract TokenStage Attach(TokenSink next);
}

/// <summary>A filter at work on one text.</summary>
public abstract class TokenStage(TokenSink next) : TokenSink
{
    protected TokenSink Next { get; } = next;

    /// <summary>After the text's last token.</summary>
    public virtual void End() => (Next as TokenStage)?.End();
}
