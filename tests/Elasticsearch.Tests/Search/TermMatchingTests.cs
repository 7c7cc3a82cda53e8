using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Tests.Search;

/// <summary>Which terms wildcards, prefixes and misspelt words mean.</summary>
public sealed class TermMatchingTests
{
    [Theory]
    [InlineData("sho*", "shoe shop")]
    [InlineData("*oe", "shoe")]
    [InlineData("s?o?", "shoe shop")]
    [InlineData("s*o*e", "shoe")]
    [InlineData("*", "shoe shop SHOW a*b 신발 신발장 𝄞x")]
    [InlineData("a\\*b", "a*b")]
    [InlineData("신?", "신발")]
    [InlineData("?x", "𝄞x")]
    [InlineData("shoe", "shoe")]
    [InlineData("", "")]
    public void Wildcards(string pattern, string expected) => Found(new WildcardQuery("tag", pattern)).ShouldBe(expected);

    [Fact]
    public void Case_is_ignored_when_asked()
    {
        Found(new WildcardQuery("tag", "SHO?", true)).ShouldBe("shoe shop SHOW");
        Found(new PrefixQuery("tag", "shO", true)).ShouldBe("shoe shop SHOW");
        Found(new PrefixQuery("tag", "sho")).ShouldBe("shoe shop");
        Found(new PrefixQuery("tag", "a*", true)).ShouldBe("a*b");
    }

    [Theory]
    [InlineData("shoe", 1, true, "shoe shop")]
    [InlineData("sohe", 1, true, "shoe")]
    [InlineData("sohe", 1, false, "")]
    [InlineData("sohe", 2, false, "shoe")]
    [InlineData("신발짱", 1, true, "신발 신발장")]
    [InlineData("x", 1, true, "𝄞x")]
    public void Misspelt_words(string word, int edits, bool transpositions, string expected) =>
        Found(new FuzzyQuery("tag", word, edits, Transpositions: transpositions)).ShouldBe(expected);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_words_are_near_when_the_distance_table_says_so(int seed)
    {
        var random = new Random(seed);
        var words = Enumerable.Range(0, 3_000).Select(_ => Word(random)).Distinct().ToList();
        var index = new DocumentIndex();
        words.ForEach(word => index.Put(new TestDocument(word, Tags: [word]).ToIndexed(1)));
        var searcher = new IndexSearcher(index.Refresh(), TestMapping.Instance);
        for (var asked = 0; asked < 200; asked++)
        {
            var (wanted, edits, prefix, transpositions) = (Word(random), random.Next(3), random.Next(3), random.Next(2) == 0);
            var query = new FuzzyQuery("tag", wanted, edits, prefix, int.MaxValue, transpositions);

            var found = searcher
                .Top(query, words.Count, words.Count)
                .Hits.Select(hit => hit.Segment.Id(hit.Document))
                .Order(NaiveSearcher.Bytes);

            var begin = wanted[..Math.Min(prefix, wanted.Length)];
            found.ShouldBe(
                words
                    .Where(word =>
                        word.StartsWith(begin, StringComparison.Ordinal) && NaiveSearcher.Distance(word, wanted, transpositions) <= edits
                    )
                    .Order(NaiveSearcher.Bytes),
                query.ToString()
            );
        }
    }

    private static string Word(Random random) => new(random.GetItems("abcde가나".AsSpan(), random.Next(1, 8)));

    private static string Found(Query query)
    {
        var index = new DocumentIndex();
        foreach (var (i, tag) in new[] { "shoe", "shop", "SHOW", "a*b", "신발", "신발장", "𝄞x" }.Index())
        {
            index.Put(new TestDocument(tag, Tags: [tag]).ToIndexed(i));
        }
        var hits = new IndexSearcher(index.Refresh(), TestMapping.Instance).Top(query, 10, 10).Hits;
        return string.Join(' ', hits.OrderBy(hit => hit.Document).Select(hit => hit.Segment.Id(hit.Document)));
    }
}
