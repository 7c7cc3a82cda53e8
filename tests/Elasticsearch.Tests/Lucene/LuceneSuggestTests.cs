using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Suggest;

namespace Platform.Engines.Elasticsearch.Tests.Lucene;

/// <summary>The same words, scores and frequencies as Lucene's spell checker in the way that Elasticsearch's term suggester calls it.</summary>
public class LuceneSuggestTests
{
    [Fact]
    public void Suggestions_are_lucenes()
    {
        var compared = 0;
        foreach (var golden in Goldens.Read("suggestions.jsonl"))
        {
            var field = GeneratedIndex.Mapping.Find(golden.GetProperty("field").GetString()!)!;
            var word = golden.GetProperty("word").GetString()!;
            var size = golden.GetProperty("size").GetInt32();
            var options = new TermSuggestOptions
            {
                Analyzer = AnalyzerCatalog.BuiltIn.Find("keyword"),
                Mode = (SuggestMode)golden.GetProperty("mode").GetInt32(),
                SortByFrequency = golden.GetProperty("byFrequency").GetBoolean(),
                Size = size,
                ShardSize = size,
                MaxEdits = golden.GetProperty("edits").GetInt32(),
                PrefixLength = golden.GetProperty("prefix").GetInt32(),
                MinWordLength = golden.GetProperty("shortest").GetInt32(),
            };
            var expected = golden
                .GetProperty("options")
                .EnumerateArray()
                .Select(static option => new TermSuggestOption(option[0].GetString()!, option[2].GetSingle(), option[1].GetInt32()));

            foreach (var snapshot in new[] { GeneratedIndex.Whole, GeneratedIndex.InSegments })
            {
                var suggestion = TermSuggester.Suggest(snapshot.Segments, field, word, options).ShouldHaveSingleItem();

                suggestion.Text.ShouldBe(word);
                suggestion.Options.ShouldBe(expected, golden.GetRawText());
            }

            compared += expected.Count();
        }

        compared.ShouldBeGreaterThan(60);
    }
}
