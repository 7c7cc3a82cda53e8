using System.Text.Json;
using Platform.Engines.Elasticsearch.Search;

namespace Platform.Engines.Elasticsearch.Tests.Lucene;

/// <summary>
/// Thousands of documents in Korean and English, hundreds of queries: the same documents in the same order with the same scores as Lucene's
/// BM25 in the form that Elasticsearch 8 uses. Where scores are equal either order will do.
/// </summary>
public class LuceneRankingTests
{
    private const int Shown = 50;

    private readonly IndexSearcher whole = new(GeneratedIndex.Whole, GeneratedIndex.Mapping);
    private readonly IndexSearcher inSegments = new(GeneratedIndex.InSegments, GeneratedIndex.Mapping);

    public static TheoryData<string> Kinds => [.. Goldens.Read("ranking.jsonl").Select(Kind).Distinct()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Documents_are_ranked_as_lucene_ranks_them(string kind)
    {
        var compared = 0;
        foreach (var golden in Goldens.Read("ranking.jsonl").Where(golden => Kind(golden) == kind))
        {
            var query = golden.GetProperty("query").GetString()!;
            var total = golden.GetProperty("total").GetInt64();
            if (golden.TryGetProperty("set", out var set))
            {
                var found = whole.Top(QueryText.Parse(query), GeneratedDocuments.All.Count, long.MaxValue);
                found.Hits.Select(Number).Order().ShouldBe(set.EnumerateArray().Select(static id => id.GetInt32()).Order(), query);
            }
            else
            {
                var found = whole.Top(QueryText.Parse(query), Shown, long.MaxValue);
                found.Total.ShouldBe(total, query);
                CompareOrder(query, golden.GetProperty("hits"), found);

                // What need not be counted may be left out, and where a document lies must not matter.
                CompareOrder(query, golden.GetProperty("hits"), whole.Top(QueryText.Parse(query), Shown, Shown));
                CompareOrder(query, golden.GetProperty("hits"), inSegments.Top(QueryText.Parse(query), Shown, Shown));
            }

            compared++;
        }

        compared.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Deleted_documents_count_until_they_are_merged_away()
    {
        var left = new IndexSearcher(GeneratedIndex.WithDeletions, GeneratedIndex.Mapping);
        var compared = 0;
        foreach (var golden in Goldens.Read("ranking-deleted.jsonl").Where(static golden => golden.TryGetProperty("hits", out _)))
        {
            var query = golden.GetProperty("query").GetString()!;
            var found = left.Top(QueryText.Parse(query), Shown, long.MaxValue);
            found.Total.ShouldBe(golden.GetProperty("total").GetInt64(), query);
            CompareOrder(query, golden.GetProperty("hits"), found);
            compared++;
        }

        compared.ShouldBeGreaterThan(20);
    }

    private static void CompareOrder(string query, JsonElement golden, TopHits found)
    {
        var expected = golden.EnumerateArray().Chunk(2).Select(static hit => (Id: hit[0].GetInt32(), Score: hit[1].GetSingle())).ToArray();
        found.Hits.Count.ShouldBe(expected.Length, query);
        var scores = expected.ToDictionary(static hit => hit.Id, static hit => hit.Score);
        for (var rank = 0; rank < expected.Length; rank++)
        {
            var hit = found.Hits[rank];
            var score = expected[rank].Score;
            var rounding = score * 1e-5 + 1e-9;
            hit.Score.ShouldBe(score, rounding, $"{query} at rank {rank}");

            // Whom Lucene shows no more has the last one's score.
            var theirs = scores.GetValueOrDefault(Number(hit), expected[^1].Score);
            theirs.ShouldBe(score, rounding, $"{query}: document {Number(hit)} at rank {rank}");
        }
    }

    private static int Number(ScoredDocument hit) => int.Parse(hit.Segment.Id(hit.Document));

    private static string Kind(JsonElement golden) => golden.GetProperty("query").GetString()!.Split(' ')[0].TrimStart('(');
}
