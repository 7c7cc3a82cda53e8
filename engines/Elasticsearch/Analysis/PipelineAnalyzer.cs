namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>A tokenizer and the filters after it.</summary>
internal sealed class PipelineAnalyzer(string name, Tokenizer tokenizer, IReadOnlyList<TokenFilter> filters, int positionIncrementGap = 100)
    : Analyzer
{
    public override string Name => name;

    public override int PositionIncrementGap => positionIncrementGap;

    public override void Analyze(string text, TokenSink sink)
    {
        for (var i = filters.Count - 1; i >= 0; i--)
        {
            sink = filters[i].Attach(sink);
        }

        tokenizer.Tokenize(text, sink);
        (sink as TokenStage)?.End();
    }
}
