using Platform.Engines.Elasticsearch.Analysis;

namespace Platform.Engines.Elasticsearch.Tests.Search;

/// <summary>Words between spaces; <c>a|b</c> is two words at one place, <c>_</c> a place without a word.</summary>
internal sealed class WordAnalyzer : Analyzer
{
    public override string Name => "words";

    public override void Analyze(string text, TokenSink sink)
    {
        var (increment, at) = (1, 0);
        foreach (var word in text.Split(' '))
        {
            if (word == "_")
            {
                increment++;
            }
            else if (word.Length > 0)
            {
                foreach (var (i, alternative) in word.Split('|').Index())
                {
                    sink.Add(alternative, i == 0 ? increment : 0, at, at + word.Length, "word");
                }
                increment = 1;
            }
            at += word.Length + 1;
        }
    }
}
