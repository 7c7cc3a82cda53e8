using System.Globalization;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Tests.Search;

/// <summary>How often Lucene finds a phrase whose terms are only near each other: read off its rule, each match worth 1 / (1 + distance).</summary>
public sealed class SloppyPhraseTests
{
    [Theory]
    [InlineData("a b", 0, "a b", 1)]
    [InlineData("a b", 0, "a x b", 0)]
    [InlineData("a b", 1, "a x b", 0.5)]
    [InlineData("a b", 2, "b a", 1 / 3.0)]
    [InlineData("a b", 1, "b a", 0)]
    [InlineData("a b", 2, "x a b a y", 1 + 1 / 3.0)]
    [InlineData("a b", 5, "a x x x b", 0.25)]
    [InlineData("a b c", 2, "a x b x c", 1 / 3.0)]
    [InlineData("a b c", 1, "a x b x c", 0)]
    [InlineData("a a", 1, "a", 0)]
    [InlineData("a a", 1, "a a", 1)]
    [InlineData("a a", 1, "a x a", 0.5)]
    [InlineData("a b a", 3, "a b", 0)]
    [InlineData("a b a", 3, "a b a", 1)]
    [InlineData("a b a", 4, "a a b", 1 / 3.0)]
    public void Near_misses_count_in_part(string phrase, int slop, string text, double frequency) =>
        Frequency(phrase, slop, text).ShouldBe(frequency, 1e-5);

    [Fact]
    public void Repeated_words_count_as_often_as_Lucene_8_counts_them()
    {
        using var goldens = new StreamReader(typeof(SloppyPhraseTests).Assembly.GetManifestResourceStream("sloppy.txt")!);
        for (var line = goldens.ReadLine(); line is not null; line = goldens.ReadLine())
        {
            var parts = line.Split('|');
            Frequency(parts[0], int.Parse(parts[1]), parts[2]).ShouldBe(double.Parse(parts[3], CultureInfo.InvariantCulture), 1e-4, line);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Documents_match_where_the_terms_can_be_brought_together_by_so_many_moves(int seed)
    {
        var random = new Random(seed);
        string[] words = ["a", "b", "c", "d", "e"];
        var (index, naive) = (new DocumentIndex(), new NaiveIndex());
        for (var i = 0; i < 300; i++)
        {
            var document = new TestDocument($"{i}", [string.Join(' ', random.GetItems(words, random.Next(1, 9)))]);
            naive.Put(document, i);
            index.Put(document.ToIndexed(i));
        }
        var snapshot = index.Refresh();
        var reference = new NaiveSearcher(naive.Read(snapshot));
        for (var asked = 0; asked < 100; asked++)
        {
            random.Shuffle(words);
            var query = new PhraseQuery(
                "text",
                [.. words.Take(random.Next(2, 4)).Select((word, place) => new PhraseTerm(word, place))],
                random.Next(1, 6)
            );

            var found = new IndexSearcher(snapshot, TestMapping.Instance).Top(query, 300, 300).Hits.Select(hit => hit.Document).Order();

            found.ShouldBe(reference.Search(query).Select(hit => hit.Document.Number), $"{string.Join(' ', query.Terms)} ~{query.Slop}");
        }
    }

    private static double Frequency(string phrase, int slop, string text)
    {
        var index = new DocumentIndex();
        index.Put(new TestDocument("1", [text]).ToIndexed(1));
        var terms = phrase.Split(' ').Select((word, place) => new PhraseTerm(word, place)).ToArray();
        var hits = new IndexSearcher(index.Refresh(), TestMapping.Instance).Top(new PhraseQuery("text", terms, slop), 1, 10).Hits;
        // One document: it is of average length, and each term's idf is that of one in one.
        var limit = 2.2 * terms.Length * Math.Log(1 + (0.5 / 1.5));
        return hits.Count == 0 ? 0 : 1.2 * hits[0].Score / (limit - hits[0].Score);
    }
}
