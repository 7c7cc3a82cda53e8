using Platform.Engines.Elasticsearch.Highlighting;

namespace Platform.Engines.Elasticsearch.Tests.Lucene;

/// <summary>The same fragments with the same words marked as Lucene's highlighter in the way that Elasticsearch's plain one calls it.</summary>
public class LuceneHighlightTests
{
    [Fact]
    public void Fragments_are_lucenes()
    {
        var compared = 0;
        foreach (var golden in Goldens.Read("highlights.jsonl"))
        {
            var field = golden.GetProperty("field").GetInt32();
            var document = golden.GetProperty("document").GetInt32();
            var query = golden.GetProperty("query").GetString()!;
            var options = new HighlightOptions
            {
                FragmentSize = golden.GetProperty("size").GetInt32(),
                NumberOfFragments = golden.GetProperty("count").GetInt32(),
                RequireFieldMatch = !golden.GetProperty("any").GetBoolean(),
            };
            var value = GeneratedIndex.Values(document)[field];

            var fragments = Highlighter.Fragments(GeneratedIndex.Fields[field], [value], QueryText.Parse(query), options);

            fragments.ShouldBe(
                golden.GetProperty("fragments").EnumerateArray().Select(static text => text.GetString()),
                $"{query} in [{value}]"
            );
            compared += fragments.Count;
        }

        compared.ShouldBeGreaterThan(150);
    }
}
