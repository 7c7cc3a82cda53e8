using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Tests.Search;

namespace Platform.Engines.Elasticsearch.Tests.Index;

/// <summary>What the parts of a segment answer by themselves.</summary>
public sealed class SegmentTests
{
    [Fact]
    public void Lengths_are_exact_to_39_and_lossy_beyond_as_Lucenes()
    {
        Enumerable.Range(0, 40).ShouldAllBe(length => LengthNorm.Lengths[LengthNorm.Encode(length)] == length);
        LengthNorm.Lengths[LengthNorm.Encode(41)].ShouldBe(40);
        LengthNorm.Lengths[LengthNorm.Encode(60)].ShouldBe(60);
        LengthNorm.Lengths[LengthNorm.Encode(1_000)].ShouldBe(984);
        LengthNorm.Lengths[LengthNorm.Encode(int.MaxValue)].ShouldBeGreaterThan(1e9f);
        Enumerable.Range(0, 100_000).Select(length => (int)LengthNorm.Encode(length)).ShouldBeInOrder();
    }

    [Fact]
    public void Terms_are_in_the_order_of_their_utf8_and_found_there()
    {
        Prop.ForAll<string[]>(words =>
            {
                string[] terms =
                [
                    .. words
                        .OfType<string>()
                        .Select(word => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(word)))
                        .Where(word => word.Length <= 20),
                ];
                var index = new DocumentIndex();
                index.Put(new TestDocument("1", Tags: [.. terms, "a"]).ToIndexed(1));
                var dictionary = index.Refresh().Segments[0].Terms("tag")!;

                var expected = terms.Append("a").Distinct().Order(NaiveSearcher.Bytes).ToArray();
                return Enumerable.Range(0, dictionary.Count).Select(dictionary.Term).SequenceEqual(expected)
                    && expected.Index().All(term => dictionary.Seek(term.Item) == term.Index)
                    && dictionary.Seek("\U0010FFFF\U0010FFFF") == expected.Length;
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Columns_hold_the_values_of_each_document_in_order_also_after_a_merge()
    {
        Prop.ForAll<int[][]>(rows =>
            {
                var index = new DocumentIndex();
                foreach (var (i, row) in rows.Index())
                {
                    var prices = row.Select(value => (long)value).ToArray();
                    index.Put(new TestDocument($"{i}", Tags: [.. row.Select(value => $"t{value}")], Prices: prices).ToIndexed(i));
                    index.Refresh();
                }
                index.Merging.Wait(TimeSpan.FromSeconds(60));
                return Read(index.Snapshot).SequenceEqual(rows.Select(Print));
            })
            .QuickCheckThrowOnFailure();

        static string Print(int[] row) =>
            $"{string.Join(' ', row.Order())}|{string.Join(' ', row.Distinct().Select(value => $"t{value}").Order(NaiveSearcher.Bytes))}";
    }

    [Fact]
    public void Postings_of_many_blocks_come_back_with_frequencies_and_positions()
    {
        var random = new Random(3);
        var norms = new byte[20_000];
        random.NextBytes(norms);
        var writer = new PostingsWriter(true, norms);
        var written = new List<List<(int Document, int[] Positions)>>();
        foreach (var size in new[] { 1, 127, 128, 129, 1_000, 2, 5_000 })
        {
            var postings = Enumerable
                .Range(0, 20_000)
                .Where(_ => random.Next(20_000) < size * 1.1)
                .Take(size)
                .Select(document => (document, Positions(random)))
                .ToList();
            written.Add(postings);
            foreach (var (document, positions) in postings)
            {
                foreach (var (before, at) in positions.Prepend(0).Zip(positions))
                {
                    writer.Positions.WriteNumber((uint)(at - before));
                }
                writer.Add(document, positions.Length);
            }
            writer.EndTerm();
        }
        var built = writer.Build();

        foreach (var (term, postings) in written.Index())
        {
            var cursor = new PostingsCursor(built, term, postings.Count);
            foreach (var (document, positions) in postings)
            {
                cursor.Next().ShouldBe(document);
                cursor.TermFrequency.ShouldBe(positions.Length);
                if (random.Next(3) == 0)
                {
                    ReadPositions(cursor).ShouldBe(positions);
                }
            }
            cursor.Next().ShouldBe(PostingsCursor.End);

            var jumping = new PostingsCursor(built, term, postings.Count);
            for (var target = random.Next(300); target < 20_000; target += 1 + random.Next(random.Next(2) == 0 ? 5 : 700))
            {
                var expected = postings.Find(posting => posting.Document >= target);
                var found = jumping.Advance(target);
                found.ShouldBe(expected.Positions is null ? PostingsCursor.End : expected.Document);
                if (expected.Positions is not null)
                {
                    ReadPositions(jumping).ShouldBe(expected.Positions);
                    var impact = jumping.Impact(jumping.FindBlock(found, 0));
                    (impact >> 8).ShouldBeGreaterThanOrEqualTo(expected.Positions.Length);
                    ((byte)impact).ShouldBeLessThanOrEqualTo(norms[found]);
                }
            }
        }
    }

    private static int[] Positions(Random random) =>
        [.. Enumerable.Range(0, random.Next(4) == 0 ? random.Next(1, 200) : 1).Select(_ => random.Next(100_000)).Distinct().Order()];

    private static int[] ReadPositions(PostingsCursor cursor)
    {
        var buffer = Array.Empty<int>();
        var count = cursor.ReadPositions(ref buffer);
        return buffer[..count];
    }

    private static IEnumerable<string> Read(IndexSnapshot snapshot) =>
        from segment in snapshot.Segments
        from document in Enumerable.Range(0, segment.DocumentCount)
        select $"{string.Join(' ', Numbers(segment, document))}|{string.Join(' ', Tags(segment, document))}";

    private static long[] Numbers(Segment segment, int document) =>
        segment.Numbers("price") is { } column ? column.Values(document).ToArray() : [];

    private static string[] Tags(Segment segment, int document) =>
        segment.Keywords("tag") is { } column ? Array.ConvertAll(column.Ordinals(document).ToArray(), column.Term) : [];
}
