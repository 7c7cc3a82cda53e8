namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>Cuts a text into its first tokens. Immutable; any thread.</summary>
public abstract class Tokenizer
{
    public abstract void Tokenize(string text, TokenSink sink);
}
