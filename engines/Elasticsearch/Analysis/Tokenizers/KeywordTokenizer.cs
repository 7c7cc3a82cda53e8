namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>The text as one token, the empty text too.</summary>
internal sealed class KeywordTokenizer : Tokenizer
{
    public override void Tokenize(string text, TokenSink sink) => sink.Add(text, 1, 0, text.Length, TokenTypes.Word);
}
