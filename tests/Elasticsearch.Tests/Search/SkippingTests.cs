using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Tests.Search;

/// <summary>Enough documents for postings of many blocks: what skipping leaves out was not among the best.</summary>
public sealed class SkippingTests
{
    private static readonly Lazy<IndexSnapshot> Many = new(Fill);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_best_are_the_same_whether_or_not_documents_are_skipped(int seed)
    {
        var random = new Random(seed);
        var searcher = new IndexSearcher(Many.Value, TestMapping.Instance);
        for (var asked = 0; asked < 60; asked++)
        {
            var query = Query(random);

            var exact = searcher.Top(query, 10, long.MaxValue);
            var skipping = searcher.Top(query, 10, random.Next(100));

            skipping.Hits.Select(hit => hit.Score).ShouldBe(exact.Hits.Select(hit => hit.Score), 1e-4, query.ToString());
            exact.Total.ShouldBe(searcher.Count(query));
        }
    }

    [Fact]
    public void Totals_are_exact_up_to_what_is_asked_and_a_lower_bound_beyond()
    {
        var searcher = new IndexSearcher(Many.Value, TestMapping.Instance);
        var query = new BooleanQuery([], [], [new TermQuery("text", "w1"), new TermQuery("text", "w2")], [], 1);
        var total = searcher.Count(query);

        var (exact, below, without) = (
            searcher.Top(query, 10, total),
            searcher.Top(query, 10, total - 1),
            searcher.Top(query, 0, long.MaxValue)
        );

        (exact.Total, exact.TotalIsLowerBound).ShouldBe((total, false));
        (below.Total, below.TotalIsLowerBound).ShouldBe((total - 1, true));
        (without.Total, without.TotalIsLowerBound, without.Hits.Count).ShouldBe((total, false, 0));
        float.IsNaN(without.MaxScore).ShouldBeTrue();
    }

    [Fact]
    public void Of_equal_scores_the_document_written_first_comes_first()
    {
        var hits = new IndexSearcher(Many.Value, TestMapping.Instance).Top(new MatchAllQuery(), 5, 1).Hits;

        hits.Select(hit => hit.Segment.Id(hit.Document)).ShouldBe(["0", "1", "2", "3", "4"]);
    }

    [Fact]
    public void A_filter_that_is_asked_again_finds_the_same_and_forgets_what_was_deleted_since()
    {
        var index = new DocumentIndex();
        for (var i = 0; i < 2_500; i++)
        {
            index.Put(new TestDocument($"{i}", Tags: [$"t{i % 10}"], Prices: [i]).ToIndexed(i));
        }
        Query[] filters =
        [
            new NumberRangeQuery("price", 1_000, 1_999),
            new PrefixQuery("tag", "T1", true),
            new WildcardQuery("tag", "?[3"),
            new WildcardQuery("tag", "*3"),
            new TermRangeQuery("tag", "t2", true, "t4", false),
            new TermsQuery("tag", ["t1", "t2"]),
            new ExistsQuery(["price"]),
        ];
        long[] Count(IndexSnapshot snapshot) =>
            Array.ConvertAll(filters, filter => new IndexSearcher(snapshot, TestMapping.Instance).Count(filter));

        var snapshot = index.Refresh();
        for (var asked = 0; asked < 3; asked++)
        {
            Count(snapshot).ShouldBe([1_000, 250, 0, 250, 500, 500, 2_500]);
        }
        index.Remove("1003").ShouldBeTrue();
        Count(index.Refresh()).ShouldBe([999, 250, 0, 249, 499, 500, 2_499]);
        Count(snapshot).ShouldBe([1_000, 250, 0, 250, 500, 500, 2_500]);
    }

    private static Query Query(Random random)
    {
        Query Term() => new TermQuery("text", $"w{(int)Math.Pow(300, random.NextDouble())}") { Boost = random.Next(3) == 0 ? 2 : 1 };
        Query[] Terms(int count) => [.. Enumerable.Range(0, count).Select(_ => Term())];
        return random.Next(6) switch
        {
            0 => Term(),
            1 => new BooleanQuery(Terms(2), [], [], [], 0),
            2 => new BooleanQuery(Terms(1), [new NumberRangeQuery("price", 100, 700)], Terms(2), [], 0),
            3 => new DisjunctionMaxQuery([new BooleanQuery([], [], Terms(3), [], 1), Term()], 0.3f),
            4 => new BooleanQuery([], [], Terms(4), Terms(1), 2),
            _ => new BooleanQuery([], [], Terms(2 + random.Next(4)), [], 1),
        };
    }

    private static IndexSnapshot Fill()
    {
        var random = new Random(5);
        var index = new DocumentIndex();
        for (var i = 0; i < 12_000; i++)
        {
            var words = Enumerable.Range(0, random.Next(3, 40)).Select(_ => $"w{(int)Math.Pow(500, random.NextDouble())}");
            index.Put(new TestDocument($"{i}", [string.Join(' ', words)], Prices: [random.Next(1_000)]).ToIndexed(i));
        }
        for (var i = 0; i < 500; i++)
        {
            index.Remove($"{1_000 + random.Next(11_000)}");
        }
        return index.Refresh();
    }
}
