using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Tests.Search;

/// <summary>Random documents, deletions, refreshes, merges and queries against a reference that scans everything.</summary>
public sealed class RandomSearchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Finds_what_the_naive_reference_finds_with_the_same_scores(int seed)
    {
        var random = new RandomQueries(seed);
        var (index, naive, seqNo) = (new DocumentIndex(), new NaiveIndex(), 0L);
        for (var round = 0; round < 40; round++)
        {
            for (var write = random.Number(12); write > 0; write--)
            {
                var id = $"{random.Number(60)}";
                if (random.Number(4) == 0)
                {
                    index.Remove(id);
                }
                else
                {
                    var document = random.Document(id);
                    naive.Put(document, ++seqNo);
                    index.Put(document.ToIndexed(seqNo));
                }
            }
            index.Refresh();
            if (random.Number(4) == 0)
            {
                await index.Merging;
            }
            var snapshot = index.Snapshot;
            for (var asked = 0; asked < 25; asked++)
            {
                Compare(snapshot, naive, random.Query());
            }
        }
    }

    private static void Compare(IndexSnapshot snapshot, NaiveIndex naive, Query query)
    {
        var expected = new NaiveSearcher(naive.Read(snapshot)).Search(query);
        var searcher = new IndexSearcher(snapshot, TestMapping.Instance);

        var all = new Collected();
        searcher.Search(query, true, all);
        all.Hits.Select(hit => (hit.Segment, hit.Document))
            .ShouldBe(expected.Select(hit => (hit.Document.Segment, hit.Document.Number)), Describe(query));
        foreach (var (hit, (_, score)) in all.Hits.Zip(expected))
        {
            ShouldBeAbout(hit.Score, score, query);
        }
        searcher.Count(query).ShouldBe(expected.Count);

        var best = all.Hits.OrderByDescending(hit => hit.Score).Take(5).ToList();
        var exact = searcher.Top(query, 5, long.MaxValue);
        (exact.Total, exact.TotalIsLowerBound).ShouldBe((expected.Count, false), Describe(query));
        ShouldBeTheBest(exact, best, query);
        var skipping = searcher.Top(query, 5, 0);
        skipping.TotalIsLowerBound.ShouldBe(expected.Count > 0);
        ShouldBeTheBest(skipping, best, query);
    }

    private static void ShouldBeTheBest(TopHits top, List<ScoredDocument> best, Query query)
    {
        top.Hits.Count.ShouldBe(best.Count, Describe(query));
        for (var i = 0; i < best.Count; i++)
        {
            // Sums of floats depend on their order by the last bit, so ties that are none by that bit may change places.
            ShouldBeAbout(top.Hits[i].Score, best[i].Score, query);
        }
    }

    private static void ShouldBeAbout(float score, double expected, Query query) =>
        Math.Abs(score - expected)
            .ShouldBeLessThanOrEqualTo(1e-4 * Math.Max(1, expected), $"{score} instead of {expected}: {Describe(query)}");

    private static string Describe(Query query) =>
        query switch
        {
            BooleanQuery boolean =>
                $"(must [{Describe(boolean.Must)}] filter [{Describe(boolean.Filter)}] should [{Describe(boolean.Should)}] not [{Describe(boolean.MustNot)}] {boolean.MinimumShouldMatch})^{query.Boost}",
            DisjunctionMaxQuery best => $"max({Describe(best.Queries)}, {best.TieBreaker})^{query.Boost}",
            ConstantScoreQuery constant => $"constant({Describe(constant.Filter)})^{query.Boost}",
            PhraseQuery phrase => $"{phrase} {string.Join(' ', phrase.Terms)}",
            TermsQuery terms => $"{terms} {string.Join(' ', terms.Terms)}",
            _ => query.ToString(),
        };

    private static string Describe(IEnumerable<Query> queries) => string.Join(", ", queries.Select(Describe));

    private sealed class Collected : IHitCollector
    {
        private Segment? current;

        public List<ScoredDocument> Hits { get; } = [];

        public void Enter(Segment segment) => current = segment;

        public bool Collect(int document, float score)
        {
            Hits.Add(new(current!, document, score));
            return true;
        }
    }
}
